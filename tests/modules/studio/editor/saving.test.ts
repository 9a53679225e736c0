// What happens to a text between the keyboard and the disk: nothing is lost, and nothing that is being typed is touched.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeAuthor, editing, readFileView, readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { settleParts } from '#app/modules/studio/editor/choices.ts'
import type { TextChange } from '#app/modules/studio/editor/edits.ts'
import { type Answer, changesByBlock, type Conflict, type SavingState, startSaving } from '#app/modules/studio/editor/saving.ts'
import { mergeTexts } from '#app/modules/studio/merge.ts'
import { aSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, lessonText } from '../makers.ts'

const applied = (text: string, changes: readonly TextChange[]) =>
  [...changes].reverse().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)

/** An author at a desk, whose server is what `send` says. */
function anAuthor(content: string, base: number, send: (saving: { content: string; base: number }) => Promise<Answer>) {
  const author = {
    text: content,
    states: [] as SavingState[],
    conflicts: [] as Conflict[],
    draft: null as { content: string; base: number } | null,
    waiting: null as (() => void) | null,
    others: [] as readonly string[],
    /** The next piece of work that was put off. */
    async next() {
      const work = author.waiting
      author.waiting = null
      work?.()
      for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate)
    },
    type(text: string) {
      author.text = text
      saving.changed()
    },
    state: () => author.states.at(-1)?.kind,
  }
  const saving = startSaving(
    { base, known: content, isYaml: false },
    {
      read: () => author.text,
      write: (changes) => void (author.text = applied(author.text, changes)),
      whenIdle: () => Promise.resolve(),
      send,
      keep: (draft) => void (author.draft = draft),
      tell: (state) => void author.states.push(state),
      ask: (conflict) => void author.conflicts.push(conflict),
      tellOthers: (names) => void (author.others = names),
      later: (work) => {
        author.waiting = work
        return () => void (author.waiting = null)
      },
    },
  )
  return { author, saving }
}

/** Two authors of one lesson, each at a desk of her own. */
async function twoDesks() {
  const site = await aSite()
  const [first, second] = [await anInstructor(site, '覃老师'), await anInstructor(site, '田老师')]
  const versionId = await aCourse(site, first)
  const course = await readStudioCourse(site, first, 'pack-boxes')
  await changeAuthor(site, first, { courseId: course.id, accountId: second.accountId, isAuthor: true })
  const name = 'lesson-1.mdx'
  const { sequence, content } = await readFileView(site, first, { versionId, name })
  const net = { isCut: false }
  const sends = (viewer: typeof first) => async (saving: { content: string; base: number }) => {
    if (net.isCut) throw new Error('no network')
    return { status: 200, body: await editing.saveFromEditor(site, viewer, { versionId, name, ...saving }) }
  }
  const stored = async () => (await readFileView(site, first, { versionId, name })).content
  return { one: anAuthor(content, sequence, sends(first)), other: anAuthor(content, sequence, sends(second)), net, stored }
}

test('two authors of different paragraphs both get both, also after a cut network', async () => {
  const { one, other, net, stored } = await twoDesks()
  net.isCut = true
  one.author.type(lessonText.replace('箱子要新的。\n\n##', '箱子要结实的。\n\n##'))
  await one.author.next()
  expect(one.author.state()).toBe('offline')
  expect(one.author.draft?.content).toContain('结实')
  net.isCut = false
  other.author.type(lessonText.replace('一句话开头。', '两句话开头。'))
  await other.author.next()
  expect(other.author.state()).toBe('saved')
  await one.author.next()
  expect(one.author.state()).toBe('saved')
  expect(one.author.draft).toBeNull()
  expect(one.author.text).toContain('结实')
  expect(one.author.text).toContain('两句话')
  expect(await stored()).toBe(one.author.text)
  other.saving.heard(1_000_000)
  await other.author.next()
  expect(other.author.text).toBe(one.author.text)
  expect(other.author.others).toEqual(['覃老师'])
})

test('the same paragraph is asked about, and what was typed meanwhile stays', async () => {
  const { one, other, stored } = await twoDesks()
  other.author.type(lessonText.replace('一句话开头。', '他的开头。'))
  await other.author.next()
  one.author.type(lessonText.replace('一句话开头。', '我的开头。'))
  await one.author.next()
  expect(one.author.state()).toBe('choosing')
  expect(one.author.conflicts[0]).toMatchObject({ by: '田老师' })
  expect(await stored()).toContain('他的开头')
  one.author.type(one.author.text.replace('我选了一个新箱子', '我选了一个干箱子'))
  one.saving.settle(['both'])
  await one.author.next()
  expect(one.author.state()).toBe('saved')
  expect(await stored()).toBe(one.author.text)
  expect(await stored()).toMatch(/我的开头。\n\n他的开头。[\s\S]*干箱子/)
})

test('what is typed while a save is under way is not touched, and is saved next', async () => {
  let answer: (answer: Answer) => void = () => {}
  const { author } = anAuthor('甲\n\n乙\n', 1, () => new Promise((resolve) => (answer = resolve)))
  author.type('甲一\n\n乙\n')
  const sending = author.next()
  author.type('甲一二\n\n乙\n')
  answer({ status: 200, body: { kind: 'merged', sequence: 5, content: '甲一\n\n乙改\n' } })
  await sending
  expect(author.text).toBe('甲一二\n\n乙改\n')
  expect(author.draft).toEqual({ content: '甲一二\n\n乙改\n', base: 5 })
  expect(author.state()).toBe('typed')
  expect(author.waiting).not.toBeNull()
})

test('a session that ended is said, the text stays here, and it is sent again', async () => {
  const answers: Answer[] = [
    { status: 401, body: { message: '登录过期了。' } },
    { status: 200, body: { kind: 'saved', sequence: 2, content: '二' } },
  ]
  const { author } = anAuthor('一', 1, () => Promise.resolve(answers.shift()!))
  author.type('二')
  await author.next()
  expect(author.state()).toBe('signedOut')
  expect(author.draft).toEqual({ content: '二', base: 1 })
  await author.next()
  expect(author.state()).toBe('saved')
  expect(author.draft).toBeNull()
})

test('what the server does not take is said in its words, and is not sent again until something is changed', async () => {
  const { author } = anAuthor('一', 1, () => Promise.resolve({ status: 409, body: { message: '这一版在审，不能改。' } }))
  author.type('二')
  await author.next()
  expect(author.states.at(-1)).toEqual({ kind: 'refused', message: '这一版在审，不能改。' })
  expect(author.waiting).toBeNull()
  expect(author.draft?.content).toBe('二')
})

test('the changes to a merged text make it of the text, and touch no block that is the same', () => {
  const texts = fc
    .array(fc.constantFrom('一', '二', '三', '<Note>\n四\n</Note>', ''), { maxLength: 8 })
    .map((blocks) => blocks.join('\n\n'))
  fc.assert(fc.property(texts, texts, (before, after) => void expect(applied(before, changesByBlock(before, after))).toBe(after)))
  const [change, ...more] = changesByBlock('甲\n\n乙\n\n丙', '甲\n\n乙改\n\n丙')
  expect([change, more]).toEqual([{ from: 4, to: 4, insert: '改' }, []])
})

test('a text is put together from what somebody chose', () => {
  const { parts } = mergeTexts({ base: '一\n\n二\n', mine: '一甲\n\n二\n', theirs: '一乙\n\n二丙\n' })
  expect(settleParts(parts, () => 'mine')).toBe('一甲\n\n二丙\n')
  expect(settleParts(parts, () => 'theirs')).toBe('一乙\n\n二丙\n')
  expect(settleParts(parts, () => 'both')).toBe('一甲\n\n一乙\n\n二丙\n')
})
