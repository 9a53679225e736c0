// The components as authors meet them: by their labels, and in what they show.
import { expect, test } from 'vitest'
import { lessonComponents } from '#app/lesson/components.tsx'
import { checkContent } from '#app/modules/courses/courses.server.ts'

test('each component and each of its attributes has a short label of its own', () => {
  const labels = Object.values(lessonComponents).map(({ label }) => label)
  expect(new Set(labels).size).toBe(labels.length)
  for (const { label, attributes } of Object.values(lessonComponents)) {
    const fields = Object.values(attributes).map((rule) => rule.label)
    for (const words of [label, ...fields]) expect(words).toMatch(/^\p{Script=Han}{1,10}$/u)
    expect(new Set(fields).size).toBe(fields.length)
  }
})

test('the examples for authors are sound, and hard for no reader', async () => {
  expect(await checkContent('tests/cases/lesson-components')).toMatchObject({ problems: [], findings: [] })
})
