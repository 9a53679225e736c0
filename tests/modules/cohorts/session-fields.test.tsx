// The rows of a class's sessions as a form: what is wrong stands where it was entered.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { cohortChangeForm } from '#app/modules/cohorts/forms/cohort-change-form.ts'
import { SessionFields } from '#app/modules/cohorts/pages/session-fields.tsx'
import type { Refusal } from '#app/refusal.ts'

const refusalOf = (fields: [string, string][]): Refusal => {
  try {
    parseForm(new URLSearchParams(fields), cohortChangeForm(new Date('2026-11-20T09:00:00+08:00')))
  } catch (refusal) {
    return refusal as Refusal
  }
  throw new Error('it was taken')
}

test('a topic that is too long is said at its own field, in its row, and nowhere else', () => {
  const { fields } = refusalOf([['topic-new-2', '茶'.repeat(2_001)]])
  const page = renderToStaticMarkup(<SessionFields sessions={[]} entered={{}} errors={fields} />)
  expect(page.match(/<input[^>]*aria-invalid[^>]*>/g)).toEqual([expect.stringContaining('name="topic-new-2"')])
  expect(page).toContain('<span class="field-error" id="field-topic-new-2-error">内容最多 100 字。</span>')
  expect(page).toContain('id="field-topic-new-2"')
})

test('what is wrong with all of them is said above', () => {
  const page = renderToStaticMarkup(<SessionFields sessions={[]} entered={{}} errors={{ sessions: ['至少要排一次课。'] }} />)
  expect(page).toContain('<p class="field-error">至少要排一次课。</p>')
  expect(page).not.toContain('aria-invalid')
})

test('with another course days stay, topics that were only proposed change, and nothing that was typed is lost', () => {
  const entered = {
    'day-new-lesson-1': '2026-12-01',
    'topic-new-lesson-1': '认识网店',
    'suggested-new-lesson-1': '认识网店',
    'topic-new-lesson-2': '拍图，讲两遍',
    'suggested-new-lesson-2': '拍好一张图',
    'day-new-lesson-3': '2026-12-03',
    'topic-new-lesson-3': '打包',
    'suggested-new-lesson-3': '打包',
    'topic-new-lesson-4': '算账',
    'suggested-new-lesson-4': '算账',
  }
  const page = renderToStaticMarkup(<SessionFields sessions={[]} suggested={['选土豆', '装箱']} entered={entered} />)
  const valueOf = (name: string) => page.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`))?.[0].match(/ value="([^"]*)"/)?.[1]
  expect(['1', '2', '3', '4'].map((nth) => [valueOf(`day-new-lesson-${nth}`), valueOf(`topic-new-lesson-${nth}`)])).toEqual([
    ['2026-12-01', '选土豆'],
    ['', '拍图，讲两遍'],
    ['2026-12-03', ''],
    [undefined, undefined],
  ])
})
