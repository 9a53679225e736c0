// The page of components: nothing that an author can put in is missing on it, and every example is what phones show.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lessonComponents } from '#app/lesson/components.tsx'
import { checkReading } from '#app/lesson/reading-check/reading-check.ts'
import { readingOptionsOf } from '#app/modules/courses/courses.server.ts'
import { describeComponents } from '#app/modules/studio/editor/describe-components.ts'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { tellComponents } from '#app/modules/studio/guide/component-guide.ts'
import { blockExamples, componentExamples, groups } from '#app/modules/studio/guide/examples.ts'
import { lessonOfExample } from '#app/modules/studio/guide/examples.task.ts'
import { editing } from '#app/modules/studio/studio.server.ts'
import { aSite } from '#tests/support/site.ts'

const inMenu = Object.values(describeComponents()).filter(({ isWithin }) => !isWithin)
const parts = Object.values(describeComponents()).filter(({ isWithin }) => isWithin)

test('every component of the editor’s menu has its place and an example, which shows it with its parts', () => {
  const names = inMenu.map(({ name }) => name).sort()
  expect(groups.flatMap(({ components }) => components).sort()).toEqual(names)
  expect(Object.keys(componentExamples).sort()).toEqual(names)
  for (const name of names) expect(componentExamples[name]?.source).toContain(`<${name}`)
  const all = Object.values(componentExamples).map(({ source }) => source).join('\n') // prettier-ignore
  for (const { name } of parts) expect(all).toContain(`<${name}`)
})

test('every button above the text has an example', () => {
  const bar = readFileSync('app/modules/studio/islands/tool-bar.ts', 'utf8')
  const buttons = [...bar.matchAll(/\bbutton\(\s*'([^']+)'/g)].map(([, label = '']) => label).filter((label) => label !== '看源文')
  expect(Object.keys(blockExamples).sort()).toEqual(buttons.sort())
})

test('every field of the forms is told under its label, and no key of the source', () => {
  const told = tellComponents().flatMap(({ entries }) => entries)
  for (const { name, fields } of inMenu) {
    const labels = told.find((entry) => entry.name === name)?.fields.map(({ label }) => label) ?? []
    for (const { kind, label } of fields) expect(labels.includes(label), `${name} ${label}`).toBe(kind !== 'id')
    expect(new Set(labels).size).toBe(labels.length)
  }
  for (const { fields, rules } of told)
    for (const words of [...rules, ...fields.map(({ says }) => says)]) {
      expect(words).toMatch(/。$/)
      expect(words).not.toMatch(/<|undefined|\b(tip|warn|right|src)\b/)
    }
})

const examples = Object.entries({ ...blockExamples, ...componentExamples })

test.each(examples)('the example of %s is sound, and hard for no reader', async (name, { source }) => {
  const { remarks } = await checkLesson(lessonOfExample(source))
  expect(remarks).toEqual([])
  const findings = checkReading(lessonOfExample(source), { file: `${name}.mdx`, ...readingOptionsOf('entrepreneur', []) })
  expect(findings.filter(({ rule }) => rule !== 'nothing-to-do')).toEqual([])
})

test('the page has each as a phone shows it, compiled once, with nothing that is fetched from elsewhere', async () => {
  const site = await aSite()
  const { looks } = await editing.readComponentGuide(site)
  expect(Object.keys(looks).sort()).toEqual(examples.map(([name]) => name).sort())
  for (const [name, look] of Object.entries(looks)) {
    expect(look, name).not.toMatch(/class="objectives"|<script|(src|srcset|poster)="(?!data:|#)/)
    expect(look.length, name).toBeGreaterThan(20)
  }
  expect((await editing.readComponentGuide(site)).looks).toBe(looks)
  expect(Object.hasOwn(lessonComponents, 'Figure') && looks.Figure).toMatch(/<figure><img src="data:image\/svg/)
})
