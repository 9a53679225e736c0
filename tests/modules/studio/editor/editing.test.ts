// What the page of a file asks for: how it looks and reads, pictures that are pasted, and what is pressed beside the text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileForm } from '#app/modules/studio/editor/file-form.ts'
import { keepLineEnds, withPlainEnds } from '#app/modules/studio/editor/line-ends.ts'
import { describeComponents } from '#app/modules/studio/editor/describe-components.ts'
import { listMistakes, nameOfMistake } from '#app/modules/studio/editor/mistakes.ts'
import { addRemark, editing, listRevisions, readFileHistory, readFileView, studioMedia } from '#app/modules/studio/studio.server.ts'
import { Refusal } from '#app/refusal.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, bankText, lessonText, write } from '../makers.ts'

const name = 'lesson-1.mdx'

async function aDraft() {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const look = (content: string, file = name) => editing.previewFile(site, author, { versionId, name: file, content })
  const read = () => readFileView(site, author, { versionId, name })
  /** Posts what a form without scripts posts; gives the messages of a refusal. */
  const post = async (fields: Record<string, string>) => {
    const { content, sequence } = await read()
    const posted = fileForm.parse({ do: 'save', content, base: String(sequence), ...fields })
    return editing.handleFileForm(site, author, { versionId, name }, posted).then(
      () => null,
      (fault: unknown) => (fault instanceof Refusal ? { message: fault.message, fields: fault.fields } : Promise.reject(fault as Error)),
    )
  }
  return { site, author, versionId, look, read, post }
}

test('beside the text stands what readers of this tier and county would stumble over, as the check of the folder finds it', async () => {
  const { site, author, versionId, look } = await aDraft()
  const rules = async (content: string) => (await look(content)).findings.map(({ rule, what }) => `${rule} ${what}`)
  expect(await rules(lessonText.replace('箱子要新的。', '罾沟的柑橘，镬子煮。'))).toEqual(['rare-character 镬'])
  // Four photographs of 40 kB each are what a lesson may weigh; a fifth one is too much.
  const photograph = await aPhotograph(800)
  for (const nth of [1, 2, 3, 4, 5])
    await studioMedia.addMedia(site, author, { versionId, fileName: `stall ${nth}.jpg`, bytes: photograph })
  const figures = (most: number) =>
    [1, 2, 3, 4, 5].slice(0, most).map((nth) => `<Figure src="stall-${nth}.jpg" alt="高的货在后面，矮的在前面" />`)
  expect(await rules(lessonText.replace('箱子要新的。', figures(4).join('\n\n')))).toEqual([])
  expect(await rules(lessonText.replace('箱子要新的。', figures(5).join('\n\n')))).toEqual(['heavy-pictures 整课'])
})

test('what would keep a lesson from review is said beside its text, at its line', async () => {
  const { look } = await aDraft()
  const reasons = async (content: string) => (await look(content)).problems.map(({ line, reason }) => [line, reason])
  expect(await reasons(lessonText)).toEqual([])
  const shown = lessonText.replace('箱子要新的。', '<Figure src="stall.jpg" alt="高的货在后面，矮的在前面" />')
  expect(await reasons(shown)).toEqual([[13, '课文用的图“stall.jpg”不在这门课的文件里。']])
  expect((await look(shown)).html).toContain('看一看')
  expect(await reasons(lessonText.replaceAll(/^## .*$/gm, ''))).toEqual([[1, '课文里没有小节：至少要有一个 ## 标题。']])
})

test('a drawing is looked at as a drawing', async () => {
  const { look } = await aDraft()
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
  expect(await look(drawing, 'map.svg')).toMatchObject({ title: 'map.svg', problems: [], findings: [] })
  expect((await look(drawing, 'map.svg')).html).toMatch(/^<img alt="" src="data:image\/svg\+xml;base64,[\w+/=]+">$/)
  const running = await look(drawing.replace('<rect', '<script>alert(1)</script><rect'), 'map.svg')
  expect(running).toMatchObject({ html: null, problems: [{ line: 1, reason: expect.stringContaining('<script>') as string }] })
})

test('a plan and a bank show what they make, or what is wrong at its line', async () => {
  const { site, author, versionId, look } = await aDraft()
  const plan = (await readFileView(site, author, { versionId, name: 'course.yaml' })).content
  const shown = await look(plan, 'course.yaml')
  expect(shown).toMatchObject({ title: '打包', problems: [] })
  expect(shown.html).toMatch(/选箱子[\s\S]*8 分钟[\s\S]*考试/)
  const missing = await look(plan.replace('- lesson-1', '- lesson-1\n  - lesson-2'), 'course.yaml')
  expect(missing.problems.map(({ reason }) => reason)).toEqual(['这一课没有课文 lesson-2.mdx。'])
  expect(missing.problems[0]?.line).toBe(plan.split('\n').findIndex((line) => line.includes('- lesson-1')) + 2)
  expect(missing.html).toContain('还没有课文')
  expect((await look(plan.replace('title:', 'titel:'), 'course.yaml')).html).toBeNull()

  const bank = await look(bankText, 'questions.yaml')
  expect(bank.problems).toEqual([])
  expect(bank.html).toMatch(/一共 10 题[\s\S]*第 1 次用哪个箱子？[\s\S]*因为它是新的。/)
  const wrong = bankText.replace('correct: [a]', 'correct: [z]').replace('第 2 次', '打 13800138000，第 2 次')
  const faulty = await look(wrong, 'questions.yaml')
  expect(faulty.problems).toMatchObject([{ line: 1, reason: expect.stringContaining('正确答案不在选项里') as string }])
  expect(faulty.findings).toMatchObject([{ rule: 'mobile-number' }])
  // What somebody typed is never markup.
  expect((await look(bankText.replace('新箱子1', '"<img src=x onerror=alert(1)>"'), 'questions.yaml')).html).toContain('&lt;img src=x')
})

test('pictures within a pasted text become files of the version; those of the web are named and never fetched', async () => {
  const { site, author, versionId, look } = await aDraft()
  const data = `data:image/jpeg;base64,${(await aPhotograph()).toString('base64')}`
  const html = `<p>一</p><img src="${data}" alt="一箱土豆"><p>二</p><img src="${data}"><img src="https://example.com/x.png">`
  const pasted = await editing.readPaste(site, author, { versionId, html })
  expect(pasted.text).toMatch(
    /^一\n\n<Figure src="photo-1.jpg" alt="一箱土豆" \/>\n\n二\n\n<Figure src="photo-2.jpg" alt="请写图上有什么" \/>$/,
  )
  expect(pasted.pictures).toEqual([
    { name: 'photo-1.jpg', isUnsaid: false },
    { name: 'photo-2.jpg', isUnsaid: true },
  ])
  expect(pasted.left.map(({ what }) => what)).toEqual(['网上的图'])
  // Until somebody says what it shows, the text is not ready for review.
  const written = lessonText.replace('箱子要新的。', pasted.text)
  expect((await look(written)).problems).toEqual([{ line: 19, reason: expect.stringContaining('图上有什么还是占位的字') as string }])
  expect((await look(written.replace('请写图上有什么', '一筐土豆'))).problems).toEqual([])
  const { files } = await studioMedia.listVersionMedia(site, author, versionId)
  expect(files.map((file) => file.name)).toEqual(['photo-2.jpg', 'photo-1.jpg'])
  // Somebody who may only read gets no file into the version.
  const reader = await anInstructor(site, '向看')
  await expect(editing.readPaste(site, reader, { versionId, html })).rejects.toThrow('没有交给您写')
  expect((await editing.readPaste(site, reader, { versionId, html: '<p>一</p>' })).text).toBe('一')
})

test('without scripts a finding is waved through with a reason, which is kept, and taken back; what was typed is saved with it', async () => {
  const { post, read, look } = await aDraft()
  const typed = lessonText.replace('箱子要新的。', '镬子要新的。')
  const pressed = { content: typed, wave: '0', 'finding-0': 'rare-character 镬' }
  expect(await post({ ...pressed, 'reason-0': '好' })).toMatchObject({ fields: { 'reason-0': ['请写为什么要放行，至少 4 个字。'] } })
  expect((await read()).content).toBe(lessonText)
  expect(await post({ ...pressed, 'reason-0': '当地的菜名，旁边有图' })).toBeNull()
  const { content } = await read()
  expect(content).toContain('镬子要新的。')
  expect(content).toContain('accepted:\n  - { rule: rare-character, what: "镬", reason: "当地的菜名，旁边有图" }\n---')
  expect(await look(content)).toMatchObject({ problems: [], findings: [] })
  expect(await post({ takeBack: 'rare-character 镬' })).toBeNull()
  expect((await read()).content).toBe(typed)
  expect(await post({ ...pressed, 'finding-0': 'id-number 42', 'reason-0': '这个号码不要紧' })).toMatchObject({ fields: {} })
  expect((await read()).content).toBe(typed)
})

test('without scripts a press mends a mistake, above what was typed: both are revisions, and nothing else is touched', async () => {
  const { site, author, versionId, read, look } = await aDraft()
  const before = await read()
  const press = (content: string, mend: string, base = before.sequence) =>
    editing.handleFileForm(site, author, { versionId, name }, fileForm.parse({ do: 'save', content, base: String(base), mend }))
  const shown = `${lessonText}\n# 一个\n\n箱子要新\u00a0的，看 [](https://example.com/b) 和 [这里](http://example.com/a)。\n`
  const listed = listMistakes(shown, await look(shown), describeComponents())
  const named = (label: string) => nameOfMistake(listed.find(({ mend }) => mend?.label === label)!)
  // Two lines were put in above, and one mistake of the three was mended by hand: the other two are still found.
  const typed = shown.replace('一句话开头。', '一句话开头。\n\n又一句。').replace('# 一个', '## 一个')
  const done = await press(typed, named('用网址当显示的字'))
  expect((await read()).content).toBe(typed.replace('[]', '[example.com]'))
  const stored = await listRevisions(site, author, { versionId, name })
  expect(done).toEqual({ kind: 'mended', before: stored[1]!.sequence })
  const { shown: earlier } = await readFileHistory(site, author, { versionId, name, at: stored[1]!.sequence })
  expect(earlier!.content).toBe(typed)
  // What is not there any more is said, and nothing is saved.
  const now = await read()
  await expect(press(`${now.content}再写一句。`, named('改成小节'), now.sequence)).rejects.toMatchObject({ status: 409 })
  expect(await read()).toMatchObject({ sequence: now.sequence })
  // What somebody else wrote meanwhile stays, and the mend is made in the merged text.
  await write(site, author, versionId, name, now.content.replace('我选了一个新箱子', '我选了两个新箱子'))
  await press(now.content.replace('一句话开头。', '一句话。'), named('改成 https'), now.sequence)
  const merged = (await read()).content
  for (const words of ['我选了两个新箱子', '一句话。', '(https://example.com/a)']) expect(merged).toContain(words)
})

test('where two wrote the same paragraph, a mend is not made until one is chosen', async () => {
  const { site, author, versionId, read } = await aDraft()
  const text = `${lessonText}\n# 一个\n`
  await write(site, author, versionId, name, text)
  const { sequence } = await read()
  await write(site, author, versionId, name, text.replace('箱子要新的。', '箱子要干的。'))
  const mend = `21:1 ${(await editing.previewFile(site, author, { versionId, name, content: text })).problems[0]!.reason}`
  const posted = { do: 'save', content: text.replace('箱子要新的。', '箱子要硬的。'), base: String(sequence), mend }
  expect(await editing.handleFileForm(site, author, { versionId, name }, fileForm.parse(posted))).toMatchObject({ kind: 'conflict' })
  expect((await read()).content).toContain('\n# 一个')
})

test('without scripts a remark is answered and done beside the text; what was typed is saved with it', async () => {
  const { site, author, versionId, post, read } = await aDraft()
  const { sequence } = await read()
  const remarkId = await addRemark(site, author, { versionId, name, revision: sequence, block: 5, says: '哪种箱子？' })
  expect(await post({ answer: remarkId, [`says-${remarkId}`]: ' ' })).toMatchObject({
    fields: { [`says-${remarkId}`]: ['请写一句回复。'] },
  })
  const content = lessonText.replace('箱子要新的。', '箱子要新的、五层的。')
  expect(await post({ content, answer: remarkId, [`says-${remarkId}`]: '写上了' })).toBeNull()
  expect(await post({ done: remarkId })).toBeNull()
  const view = await editing.readEditor(site, author, { versionId, name })
  expect(view.content).toBe(content)
  expect(view.remarks).toMatchObject([{ says: '哪种箱子？', doneBy: '田作', answers: [{ says: '写上了', by: '田作' }] }])
  const { remarks } = await editing.answerInEditor(site, author, { versionId, name, remarkId, says: '', isDone: false })
  expect(remarks).toMatchObject([{ doneBy: null }])
})

test('a reader whom nobody asked to review answers nothing', async () => {
  const { site, author, versionId, read } = await aDraft()
  const remarkId = await addRemark(site, author, { versionId, name, revision: (await read()).sequence, block: 5, says: '哪种箱子？' })
  const reader = await anInstructor(site, '向看')
  expect((await editing.readEditor(site, reader, { versionId, name })).canAnswer).toBe(false)
  await expect(editing.answerInEditor(site, reader, { versionId, name, remarkId, says: '好' })).rejects.toThrow('没有交给您写')
  await write(site, author, versionId, name, lessonText.replace('一句话开头。', '一句话。'))
})

test('a file from outside keeps the ends of its lines where nobody wrote, and is not changed by looking at it', async () => {
  const { site, author, versionId, read, post } = await aDraft()
  const outside = `\uFEFF${lessonText.replaceAll('\n', '\r\n').replace('开头。\r\n', '开头。\n')}`
  await write(site, author, versionId, name, outside)
  const begun = await editing.readEditor(site, author, { versionId, name })
  expect(begun.content).not.toContain('\r')
  const save = async (content: string) => editing.saveFromEditor(site, author, { versionId, name, content, base: (await read()).sequence })
  expect(await save(begun.content)).toMatchObject({ kind: 'saved', sequence: begun.sequence, content: begun.content })

  const longer = begun.content.replace('箱子要新的。', '箱子要新的。\n\n箱子要干的。').replace('会选一个箱子', '会选两个箱子')
  expect(await save(longer)).toMatchObject({ content: longer })
  const stored = outside.replace('箱子要新的。', '箱子要新的。\r\n\r\n箱子要干的。').replace('会选一个箱子', '会选两个箱子')
  expect((await read()).content).toBe(stored)

  // Without scripts, where a browser sends two signs for each end.
  await post({ content: longer.replaceAll('\n', '\r\n').replace('一句话开头。', '一句话。') })
  expect((await read()).content).toBe(stored.replace('一句话开头。', '一句话。'))
})

test('whatever the ends of lines were, the lines that stay keep theirs', () => {
  const lines = fc.array(fc.tuple(fc.constantFrom('', '田', '茶', '第一行'), fc.constantFrom('\n', '\r\n')), { maxLength: 12 })
  fc.assert(
    fc.property(lines, fc.nat(12), fc.array(fc.constantFrom('新', '又一行'), { maxLength: 3 }), (written, at, added) => {
      const whole = written.map(([line, end]) => line + end)
      const edited = [...whole.slice(0, at), ...added.map((line) => `${line}\n`), ...whole.slice(at)].map(withPlainEnds).join('')
      const kept = keepLineEnds(whole.join(''), edited)
      expect(withPlainEnds(kept)).toBe(edited)
      if (added.length === 0) expect(kept).toBe(whole.join(''))
      expect(kept.startsWith(whole.slice(0, at).join(''))).toBe(true)
      expect(kept.endsWith(whole.slice(at).join(''))).toBe(true)
    }),
  )
})
