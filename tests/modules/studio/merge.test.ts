// Two people write the same lesson: different paragraphs are merged, the same one is shown twice, nothing is lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { cutBlocks, joinBlocks } from '#app/modules/studio/blocks.ts'
import { compareTexts } from '#app/modules/studio/compare.ts'
import { setFrontMatter, setYamlValue } from '#app/modules/studio/course-yaml.ts'
import { followBlock } from '#app/modules/studio/follow-block.ts'
import { mergeTexts } from '#app/modules/studio/merge.ts'

const lesson = `---
title: 打好包
minutes: 12
---

一句话开头。

## 选箱子

箱子要新的。

<Check id="box" question="用哪个？">
<Option text="旧的">

不对。

</Option>
</Check>

## 动手做
`
const replaced = (from: string, to: string) => lesson.replace(from, to)

test('a component is one block with all that is in it, and a line of front matter one', () => {
  const blocks = cutBlocks(lesson).map(({ text, line }) => [line, text.split('\n')[0]])
  expect(blocks).toEqual([
    [1, '---'],
    [2, 'title: 打好包'],
    [3, 'minutes: 12'],
    [4, '---'],
    [6, '一句话开头。'],
    [8, '## 选箱子'],
    [10, '箱子要新的。'],
    [12, '<Check id="box" question="用哪个？">'],
    [20, '## 动手做'],
  ])
})

const anyText = fc
  .array(
    fc.constantFrom('\n', '\n\n', '\r\n', 'A', '田', '## ', '<Note>', '</Note>', '<Figure src="a.svg"', '/>', '"', '---', ' ', '\\<', '- '),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''))

test('blocks, joined, are the text', () => {
  fc.assert(fc.property(anyText, fc.boolean(), (text, isYaml) => void expect(joinBlocks(cutBlocks(text, { isYaml }))).toBe(text)))
})

test('different paragraphs are merged, also neighbouring ones', () => {
  const mine = replaced('箱子要新的。', '箱子要新的，五层的。')
  expect(mergeTexts({ base: lesson, mine, theirs: replaced('一句话开头。', '先看一个箱子。') }).text).toBe(
    mine.replace('一句话开头。', '先看一个箱子。'),
  )
  expect(mergeTexts({ base: lesson, mine, theirs: replaced('## 选箱子', '## 选个好箱子') }).text).toBe(
    mine.replace('## 选箱子', '## 选个好箱子'),
  )
  expect(mergeTexts({ base: lesson, mine, theirs: replaced('minutes: 12', 'minutes: 15') }).text).toBe(
    mine.replace('minutes: 12', 'minutes: 15'),
  )
})

test('the same paragraph is shown twice, and everything else is merged all the same', () => {
  const mine = replaced('箱子要新的。', '箱子要五层的。')
  const theirs = replaced('箱子要新的。', '箱子要干的。').replace('## 动手做', '## 自己做')
  const { text, parts } = mergeTexts({ base: lesson, mine, theirs })
  expect(text).toBeNull()
  expect(parts.filter((part) => 'mine' in part)).toEqual([{ base: '箱子要新的。', mine: '箱子要五层的。', theirs: '箱子要干的。' }])
  expect(parts.map((part) => ('text' in part ? part.text : part.mine)).join('')).toBe(mine.replace('## 动手做', '## 自己做'))
})

test('one who changed nothing changes nothing of the other’s, and both have nothing to choose where they wrote the same', () => {
  fc.assert(
    fc.property(anyText, anyText, (base, other) => {
      expect(mergeTexts({ base, mine: base, theirs: other }).text).toBe(other)
      expect(mergeTexts({ base, mine: other, theirs: base }).text).toBe(other)
      expect(mergeTexts({ base, mine: other, theirs: other }).text).toBe(other)
    }),
  )
})

test('whatever was written is in the merged text or among what is to be chosen', () => {
  const paragraphs = fc.array(fc.constantFrom('甲', '乙', '丙', '丁', '戊'), { maxLength: 8 }).map((list) => list.join('\n\n'))
  fc.assert(
    fc.property(paragraphs, paragraphs, paragraphs, (base, mine, theirs) => {
      const { parts } = mergeTexts({ base, mine, theirs })
      const all = parts.map((part) => ('text' in part ? part.text : part.mine + part.theirs)).join('')
      for (const word of new Set(mine.replace(/\n/g, ''))) if (!base.includes(word)) expect(all).toContain(word)
      for (const word of new Set(theirs.replace(/\n/g, ''))) if (!base.includes(word)) expect(all).toContain(word)
    }),
  )
})

test('what changed is shown by paragraph, and within it by word', () => {
  const after = replaced('箱子要新的。', '箱子要新的、干的。').replace('一句话开头。\n\n', '')
  expect(compareTexts(lesson, after).filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: '一句话开头。' },
    {
      kind: 'changed',
      before: '箱子要新的。',
      after: '箱子要新的、干的。',
      block: 5,
      words: [
        { kind: 'same', text: '箱子要新的' },
        { kind: 'added', text: '、干的' },
        { kind: 'same', text: '。' },
      ],
    },
  ])
})

test('a compared text has both texts in it', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const compared = compareTexts(before, after)
      const words = (which: 'removed' | 'added') =>
        compared.flatMap((block) => {
          if (block.kind === 'same' || block.kind === which) return [block.text]
          return block.kind === 'changed'
            ? [
                block.words
                  .filter(({ kind }) => kind !== (which === 'added' ? 'removed' : 'added'))
                  .map(({ text }) => text)
                  .join(''),
              ]
            : []
        })
      expect(words('removed')).toEqual(cutBlocks(before).map(({ text }) => text))
      expect(words('added')).toEqual(cutBlocks(after).map(({ text }) => text))
    }),
  )
})

test('a remark follows its paragraph when the text moves, is changed, or goes', () => {
  const block = cutBlocks(lesson).findIndex(({ text }) => text === '箱子要新的。')
  const follow = (now: string) => followBlock({ then: lesson, now, block })
  expect(follow(replaced('一句话开头。', '一句话开头。\n\n再来一句。\n\n还有一句。'))).toEqual({
    quote: '箱子要新的。',
    block: block + 2,
    isChanged: false,
  })
  expect(follow(replaced('箱子要新的。', '箱子要五层的。'))).toEqual({ quote: '箱子要新的。', block, isChanged: true })
  expect(follow(replaced('箱子要新的。\n\n', ''))).toMatchObject({ block: null })
  const moved = lesson.replace('箱子要新的。\n\n', '') + '\n箱子要新的。\n'
  expect(follow(moved)).toEqual({ quote: '箱子要新的。', block: cutBlocks(moved).length - 1, isChanged: false })
})

/** Each letter a paragraph. */
const paragraphsOf = (letters: string) => [...letters].join('\n\n')
const followed = (then: string, now: string, letter: string) =>
  followBlock({ then: paragraphsOf(then), now: paragraphsOf(now), block: then.indexOf(letter) })

test.each<[string, string, letter: string, now: string | null, isChanged?: boolean]>([
  // What comes before it is put in, taken out or changed: it stands where it stands.
  ['abcdef', 'xyabcdef', 'c', 'c'],
  ['abcdef', 'cdef', 'c', 'c'],
  ['abcdef', 'acdef', 'e', 'e'],
  ['abcdef', 'xbcdef', 'c', 'c'],
  ['abcdef', 'xbydef', 'f', 'f'],
  ['abcdef', 'axyzcdef', 'e', 'e'],
  // What comes after it does not matter.
  ['abcdef', 'abcxf', 'b', 'b'],
  ['abcdef', 'ab', 'b', 'b'],
  ['abcdef', 'abxcdef', 'b', 'b'],
  // Something stands in its place.
  ['abcdef', 'abxdef', 'c', 'x', true],
  ['abcdef', 'axydef', 'c', 'y', true],
  ['abcdef', 'xbcdef', 'a', 'x', true],
  ['abcdef', 'abcdex', 'f', 'x', true],
  // It is gone, at the beginning, within, and at the end.
  ['abcdef', 'bcdef', 'a', null],
  ['abcdef', 'abdef', 'c', null],
  ['abcdef', 'abcde', 'f', null],
  ['abcdef', 'axdef', 'c', null],
  // It was moved as a whole, also to the beginning; where it stands twice, that says nothing.
  ['abcdef', 'cabdef', 'c', 'c'],
  ['abcdef', 'abdefc', 'c', 'c'],
  ['abcdef', 'abxdcefc', 'c', 'x', true],
  // The same words elsewhere are not it.
  ['abcdbf', 'abcxbf', 'b', 'b'],
  ['acbdb', 'xcbdb', 'b', 'b'],
  ['abdb', 'xbdb', 'b', 'b'],
])('of %s, which became %s, what was said about %s is about %s', (then, now, letter, expected, isChanged) => {
  const { quote, block, ...found } = followed(then, now, letter)
  expect(quote).toBe(letter)
  expect(block === null ? null : now[block]).toBe(expected)
  if (expected !== null) expect(found.isChanged).toBe(isChanged ?? false)
})

test('what is about no paragraph that there was leads nowhere new', () => {
  expect(followBlock({ then: 'a', now: 'a', block: 1 })).toEqual({ quote: '', block: null, isChanged: false })
})

test.each<[string, mine: string, theirs: string, merged: string]>([
  ['both wrote the same paragraph, and one another', 'a\n\nx\n\nc\n\nd', 'a\n\nx\n\ny\n\nd', 'a\n\nx\n\ny\n\nd'],
  ['neighbours, each by another', 'a\n\nx\n\nc\n\nd', 'a\n\nb\n\ny\n\nd', 'a\n\nx\n\ny\n\nd'],
  ['both wrote the same, and one left more room below it', 'a\n\nx\n\nc\n\nd', 'a\n\nx\n\n\nc\n\nd', 'a\n\nx\n\n\nc\n\nd'],
  ['both put in the same, and one wrote on', 'a\n\nx\n\ny\n\nb\n\nc\n\nd', 'a\n\nx\n\ny\n\nb\n\nc\n\nz', 'a\n\nx\n\ny\n\nb\n\nc\n\nz'],
  ['one took out what the other left', 'a\n\nc\n\nd', 'a\n\nb\n\nc\n\ny', 'a\n\nc\n\ny'],
])('%s', (_, mine, theirs, merged) => {
  const base = paragraphsOf('abcd')
  expect(mergeTexts({ base, mine, theirs })).toEqual({ parts: [{ text: merged }], text: merged })
  expect(mergeTexts({ base, mine: theirs, theirs: mine })).toEqual({ parts: [{ text: merged }], text: merged })
})

test('of what both changed only what they changed differently is to be chosen', () => {
  const base = 'a\n\nb\n\nc'
  const [room, word] = ['a\n\nx\n\n\nc', 'a\n\ny\n\nc']
  expect(mergeTexts({ base, mine: room, theirs: word }).parts).toEqual([
    { text: 'a\n\n' },
    { mine: 'x', theirs: 'y', base: 'b' },
    { text: '\n\n\nc' },
  ])
  expect(mergeTexts({ base, mine: word, theirs: room }).parts).toEqual([
    { text: 'a\n\n' },
    { mine: 'y', theirs: 'x', base: 'b' },
    { text: '\n\n\nc' },
  ])
  // One took it out, the other changed it.
  const without = 'a\n\nc'
  for (const [mine, theirs] of [
    [without, word],
    [word, without],
  ] as const) {
    const { parts, text } = mergeTexts({ base, mine, theirs })
    expect(text).toBeNull()
    expect(parts.map((part) => ('text' in part ? part.text : part.mine)).join('')).toBe(mine)
    expect(parts.map((part) => ('text' in part ? part.text : part.theirs)).join('')).toBe(theirs)
    expect(parts.map((part) => ('text' in part ? part.text : part.base)).join('')).toBe(base)
    expect(parts.filter((part) => !('text' in part))).toHaveLength(1)
  }
})

test('lines of YAML are merged one by one: neighbours, and those that both changed alike', () => {
  const merge = (mine: string, theirs: string) => mergeTexts({ base: 'a: 1\nb: 2\nc: 3\n', mine, theirs }, { isYaml: true })
  expect(merge('a: 9\nb: 2\nc: 3\n', 'a: 1\nb: 8\nc: 3\n').text).toBe('a: 9\nb: 8\nc: 3\n')
  expect(merge('a: 9\nb: 7\nc: 3\n', 'a: 9\nb: 8\nc: 4\n').parts).toEqual([
    { text: 'a: 9\n' },
    { mine: 'b: 7', theirs: 'b: 8', base: 'b: 2' },
    { text: '\nc: 4\n' },
  ])
})

test('one who changed nothing has nothing to choose, as one piece', () => {
  const parts = [{ text: 'b\n\nc' }]
  expect(mergeTexts({ base: 'a', mine: 'a', theirs: 'b\n\nc' })).toEqual({ parts, text: 'b\n\nc' })
  expect(mergeTexts({ base: 'a', mine: 'b\n\nc', theirs: 'a' })).toEqual({ parts, text: 'b\n\nc' })
  expect(mergeTexts({ base: 'a', mine: 'b\n\nc', theirs: 'b\n\nc' })).toEqual({ parts, text: 'b\n\nc' })
})

test('a text of any length is cut, merged and compared in time', () => {
  const long = Array.from({ length: 4_000 }, (_, i) => `第 ${i} 段<Note>`).join('\n\n')
  const begun = performance.now()
  mergeTexts({ base: long, mine: `甲\n\n${long}`, theirs: long.replaceAll('段', '节') })
  compareTexts(long, long.replaceAll('段', '节'))
  expect(performance.now() - begun).toBeLessThan(5_000)
})

test('values of a course and of a lesson are changed in place: all else stays as it was typed', () => {
  const yaml = `# 安排\ntitle: 旧名 # 还没定\nlessons: [one, two] # 顺序\nexam:\n  minutes: 30\n`
  expect(setYamlValue(yaml, ['title'], '新: 名')).toBe(yaml.replace('旧名', '"新: 名"'))
  expect(setYamlValue(yaml, ['lessons'], ['two', 'one'])).toBe(yaml.replace('[one, two]', '[two, one]'))
  expect(setYamlValue('lessons:\n  - one\n  - two\nhours: 8\n', ['lessons'], ['two', 'one', 'three'])).toBe(
    'lessons:\n  - two\n  - one\n  - three\nhours: 8\n',
  )
  // A list that was emptied can be filled again.
  const emptied = setYamlValue('lessons:\n  - one\nhours: 8\n', ['lessons'], [])!
  expect(parse(emptied)).toEqual({ lessons: [], hours: 8 })
  for (const empty of [emptied, 'lessons:\nhours: 8\n', 'lessons: \nhours: 8\n', 'hours: 8\nlessons:'])
    expect(parse(setYamlValue(empty, ['lessons'], ['two', 'one'])!)).toEqual({ lessons: ['two', 'one'], hours: 8 })
  expect(setYamlValue(yaml, ['exam', 'minutes'], 45)).toBe(yaml.replace('30', '45'))
  expect(setYamlValue('title: [', ['title'], '新名')).toBeNull()
  expect(setFrontMatter(lesson, { minutes: 20, title: '打个好包' })).toBe(
    replaced('minutes: 12', 'minutes: 20').replace('title: 打好包', 'title: 打个好包'),
  )
  expect(setFrontMatter('没有开头', { minutes: 20 })).toBeNull()
})
