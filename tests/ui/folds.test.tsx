// A form that is folded away and refused comes back open, with the refusal at its field.
import { readdirSync, readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Fold, isRefusedAt } from '#app/ui/fold.tsx'

const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => ({ file, text: readFileSync(`app/${file}`, 'utf8') }))

/** Folds whose forms have nothing to fill in, or come back on a page of their own. */
const unrefused = [
  'modules/exams/pages/sitting-page.tsx',
  'modules/inquiries/pages/own-inquiries.tsx',
  'modules/tasks/pages/task-in-lesson.tsx',
]

test('every fold with a posted form in it says when it is open', () => {
  const shut = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/<(details|Fold)\b[\s\S]*?<\/\1>/g)]
      .map(([whole]) => whole)
      .filter((whole) => /<[Ff]orm\b|<\w*Form\b/.test(whole) && !whole.includes('method="get"') && !/^<\w+[\s\S]*?\bopen[\s=}]/.test(whole))
      .map((whole) => `${file}: ${whole.slice(0, 80)}`),
  )
  expect(shut.filter((fold) => !unrefused.some((file) => fold.startsWith(file)))).toEqual([])
})

test('what is folded away in a card looks like every other fold', () => {
  expect(
    pages.filter(({ file, text }) => file !== 'ui/fold.tsx' && /<details className="card"/.test(text)).map(({ file }) => file),
  ).toEqual([])
})

test('a fold is open if the refusal is of its form', () => {
  const refused = { entered: { do: 'LEAVE' } }
  expect([isRefusedAt(refused, 'LEAVE', 'RETURN'), isRefusedAt(refused, 'CANCEL'), isRefusedAt(null, 'LEAVE')]).toEqual([
    true,
    false,
    false,
  ])
  expect(
    renderToStaticMarkup(
      <Fold summary="退班" open>
        x
      </Fold>,
    ),
  ).toContain('<details class="card fold" open="">')
  expect(renderToStaticMarkup(<Fold summary="退班">x</Fold>)).not.toContain('open')
})
