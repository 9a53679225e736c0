// A fault is said once in the page as it is sent: at its field, to which the summary of the form leads by its name, or else in the summary.
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { tellOnce } from '#app/http/server/tell-once.ts'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { CellField, Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

/** The lines of the summary, in a page with these fields. */
function linesOf(names: readonly string[], fields: ReactNode): string[] {
  return [...pageOf(names, fields).matchAll(/data-place="[^"]*">([^<]*)</g)].map(([, words]) => words!)
}

function pageOf(names: readonly string[], fields: ReactNode): string {
  const refused = { message: '有几处要改。', fields: Object.fromEntries(names.map((name) => [name, ['不对。']])) }
  return tellOnce(
    renderToStaticMarkup(
      <main>
        <ErrorSummary refused={refused} />
        {fields}
      </main>,
    ),
  )
}
const times = (html: string, words: string) => html.split(words).length - 1

const errors = ['不对。']

test('a line is named after the label of its field, whatever the field’s own id is', () => {
  const fields = (
    <>
      <Field label="姓名" name="name" errors={errors} />
      <SelectField id="place-of-class" label="乡镇" name="region" errors={errors} />
      <CellField label="王小明改考勤的原因" name="reason-k2" errors={errors} />
    </>
  )
  expect(linesOf(['name', 'region', 'reason-k2'], fields)).toEqual(['第 1 处：姓名', '第 2 处：乡镇', '第 3 处：王小明改考勤的原因'])
})

test('a list is named after its legend or caption, without the number of its rows', () => {
  const fields = (
    <>
      <ChoiceList legend="角色" name="roles" errors={errors}>
        <Choice type="checkbox" name="roles">
          讲师
        </Choice>
      </ChoiceList>
      <section id="field-shop">
        <p className="field-error">不对。</p>
        <label htmlFor="order">排序</label>
        <DataTable caption="参加的店（1,234）" rows={['茶店']} rowKey={String} empty="" columns={[{ head: '店', cell: String }]} />
      </section>
    </>
  )
  expect(linesOf(['roles', 'shop'], fields)).toEqual(['第 1 处：角色', '第 2 处：参加的店'])
})

test('what no field of the page says is said above, and a long name is cut', () => {
  expect(linesOf(['gone', 'name'], <Field label={'<很长&'.repeat(10)} name="name" errors={['太长。']} />)).toEqual([
    '不对。',
    `第 2 处：${'&lt;很长&amp;'.repeat(6)}`,
  ])
  const page = '<p>第 1 处</p>'
  expect(tellOnce(page)).toBe(page)
})

test('of several faults each is said at its field alone, and the page opens at their list', () => {
  const html = pageOf(
    ['name', 'region'],
    <>
      <Field label="姓名" name="name" errors={['请填姓名。']} />
      <Field label="乡镇" name="region" errors={['请选乡镇。']} />
    </>,
  )
  expect([times(html, '请填姓名。'), times(html, '请选乡镇。'), times(html, '不对。')]).toEqual([1, 1, 0])
  expect(html).toContain('<div class="notice bad" role="alert" tabindex="-1" autofocus="">')
  expect(times(html, 'autofocus')).toBe(1)
})

test('a single fault is said at its field, where the page opens; above stands the way there', () => {
  const html = pageOf(['name'], <Field label="姓名" name="name" errors={errors} />)
  expect(times(html, '不对。')).toBe(1)
  expect(html).toContain('<a href="#field-name" data-place="only">有一处要改：姓名</a>')
  expect(html).toContain('<div class="notice bad" role="alert">')
  expect(html).toMatch(/<input autofocus="" type="text" name="name" id="field-name" aria-describedby="field-name-error"/)
})

test('a single fault of a list opens the page at the first of its boxes', () => {
  const boxes = (
    <ChoiceList legend="角色" name="roles" errors={errors}>
      <Choice type="checkbox" name="roles">
        讲师
      </Choice>
    </ChoiceList>
  )
  expect(pageOf(['roles'], boxes)).toMatch(/<input autofocus="" type="checkbox" name="roles"/)
})

test('a single fault that no field says is said above, where the page opens', () => {
  const html = pageOf(['gone'], <Field label="姓名" name="name" />)
  expect(html).toContain('role="alert" tabindex="-1" autofocus=""><')
  expect(html).toContain('<a href="#field-gone" data-place="only">不对。</a>')
  expect(times(html, 'autofocus')).toBe(1)
})
