// Nothing is reformatted that was not touched: what a file has goes out to a page and comes back as it was, whatever characters it holds, with
// scripts and without.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEditorBody } from '#app/http/bodies/editor-answers.server.ts'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { changeCourseDetails } from '#app/modules/studio/arrangement.server.ts'
import { setYamlValue } from '#app/modules/studio/course-yaml.ts'
import { fileForm, savingBody } from '#app/modules/studio/editor/file-form.ts'
import { withPlainEnds } from '#app/modules/studio/editor/line-ends.ts'
import { editing, readFileView } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'
import { aSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, write } from '../makers.ts'

const name = 'lesson-1.mdx'

async function aDraft() {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const address = `http://127.0.0.1${paths.studioFile(versionId, name)}`
  const read = () => editing.readEditor(site, author, { versionId, name })
  const stored = () => readFileView(site, author, { versionId, name })
  const byForm = async (content: string, fields: Record<string, string> = {}) => {
    const request = new Request(address, asABrowserPosts({ do: 'save', content, base: String((await stored()).sequence), ...fields }))
    await editing.handleFileForm(site, author, { versionId, name }, await readForm(request, fileForm))
  }
  const byScript = async (content: string) => {
    const body = JSON.stringify({ content, base: (await stored()).sequence })
    const saving = await readEditorBody(new Request(`${address}/save`, { method: 'POST', body }), savingBody)
    await editing.saveFromEditor(site, author, { versionId, name, ...saving })
  }
  return { site, author, versionId, address, read, stored, byForm, byScript }
}

/** A browser sends two signs for each end of a line of a field, and escapes everything else as it stands. */
const asABrowserPosts = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(Object.entries(fields).map(([field, value]) => [field, value.replace(/\r\n?|\n/g, '\r\n')])).toString(),
})

/** What files from Word, from phones, from a Mac and from Windows have in them, and what normalising would change. */
const sign = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('田', '茶', '，', 'a', ' ', '  ', '\t', '"', '&', '<', '+', '%', '=') },
  { weight: 2, arbitrary: fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n', '\r', ' \n') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('\u00a0', '\u3000', 'e\u0301', 'é', 'ü'.normalize('NFD'), '\ufeff', '\u200b', '\u200d', '\u00ad'),
  },
  { weight: 2, arbitrary: fc.constantFrom('⽥', '⻩', '\u2009', '\u0085', '\u2028', '👨‍👩‍👧', '✔️', '，\u00a0', '\u202d') },
)
const text = fc
  .tuple(fc.constantFrom('', '\ufeff'), fc.array(sign, { minLength: 1, maxLength: 40 }))
  .map(([mark, signs]) => mark + signs.join(''))

test('a text that was only looked at is stored as it was; with a word put in, everything around it is', async () => {
  const { site, author, versionId, read, stored, byForm, byScript } = await aDraft()
  await fc.assert(
    fc.asyncProperty(text, fc.nat(60), async (written, at) => {
      await write(site, author, versionId, name, written)
      for (const save of [byForm, byScript]) {
        const { content, sequence } = await read()
        await save(content)
        expect(await stored()).toMatchObject({ content: written, sequence })
      }
      for (const save of [byForm, byScript]) {
        const { content } = await read()
        const place = [...content].slice(0, at).join('').length
        await save(`${content.slice(0, place)}新${content.slice(place)}`)
        expect((await stored()).content.replace('新', '')).toBe(written)
        expect(withPlainEnds((await stored()).content)).toBe(`${content.slice(0, place)}新${content.slice(place)}`)
        await write(site, author, versionId, name, written)
      }
    }),
    { numRuns: 80 },
  )
})

test('what is waved through is named in the words of the text, and everything else that is typed is normalised', async () => {
  const { site, author, versionId, address, stored, byForm } = await aDraft()
  const { content } = await stored()
  const decomposed = 'cafe\u0301'
  await byForm(content, { wave: '0', 'finding-0': `rare-character ${decomposed}`, 'reason-0': '当地的\u200b店名就是这样' })
  const waved = (await stored()).content
  expect(waved).toContain(`what: "${decomposed}", reason: "当地的店名就是这样"`)
  await byForm(waved, { takeBack: `rare-character ${decomposed}` })
  expect((await stored()).content).toBe(content)
  // A form that was refused is shown with the text as it came.
  const posted = asABrowserPosts({ do: 'save', content: '田\u00a0', 'reason-0': '田\u00a0' })
  expect(Object.fromEntries(await readFormData(new Request(address, posted)))).toMatchObject({ content: '田\u00a0', 'reason-0': '田 ' })
  await write(site, author, versionId, name, content)
})

test('of two texts that were both changed, the one that is chosen is stored as it was', async () => {
  const { site, author, versionId, read, stored, byForm, address } = await aDraft()
  const { content, sequence } = await read()
  await write(site, author, versionId, name, content.replace('箱子要新的。', '箱子要\u00a0干的。'))
  const base = { do: 'save', content: content.replace('箱子要新的。', '箱子要硬的。'), base: String(sequence) }
  const conflict = await editing.handleFileForm(
    site,
    author,
    { versionId, name },
    await readForm(new Request(address, asABrowserPosts(base)), fileForm),
  )
  await byForm('', { do: 'choose', parts: JSON.stringify(conflict?.kind === 'conflict' && conflict.parts), 'choice-0': 'theirs' })
  expect((await stored()).content).toBe(content.replace('箱子要新的。', '箱子要\u00a0干的。'))
})

test('of the values of a file that a form shows, those that stay keep the way they were typed', async () => {
  const { site, author, versionId } = await aDraft()
  const plan = (await readFileView(site, author, { versionId, name: 'course.yaml' })).content
  const typed = plan.replace(/^title: .*$/m, 'title: "打\u00a0包" # 店里的话').replace(/^summary: .*$/m, "summary: '会打一个摔不坏的包。 '")
  await write(site, author, versionId, 'course.yaml', typed)
  await changeCourseDetails(site, author, { versionId, title: '打 包', summary: '会打一个摔不坏的包。', hours: 3 })
  expect((await readFileView(site, author, { versionId, name: 'course.yaml' })).content).toBe(typed.replace(/^hours: .*$/m, 'hours: 3'))

  const list = 'objectives:\n  - "会选 一个箱子" # 先教\n  - 会打包\n'
  expect(setYamlValue(list, ['objectives'], ['会选 一个箱子', '会打包'])).toBe(list)
  expect(setYamlValue(list, ['objectives'], ['会选 一个箱子', '会封箱'])).toBe(list.replace('会打包', '会封箱'))
  // What nobody sees is taken out with what is saved: no form could do it otherwise.
  expect(setYamlValue('title: 打\u200b包\n', ['title'], '打包')).toBe('title: 打包\n')
})
