// Makes a lesson of the blocks of a document: its front matter, and a section for each heading of the highest level.
import { maxLessonLength } from '#app/lesson/complexity-limits.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import { type Block, isBlank, type Run, toText } from '../blocks.ts'
import { measureNumbers } from '../heading-signs.ts'
import { type LeftList, shorten } from '../left.ts'
import { cleanText } from './escape.ts'
import { type KeptPictures, writeBlocks } from './write-blocks.ts'
import { writeRuns } from './write-runs.ts'

export interface FrontMatterSuggestion {
  title: string
  summary: string
  minutes: number
  objectives: string[]
}

export interface ComposedLesson {
  frontMatter: FrontMatterSuggestion
  /** The text of each section, beginning with its `##`; what stands before the first one is in front of it. */
  sections: string[]
  /** The whole file. */
  source: string
}

interface Section {
  heading: Extract<Block, { kind: 'heading' }> | null
  blocks: Block[]
}

/** Front matter's own limits (`compile.server.ts`). */
const maxTitle = 24
const maxSummary = 60
const maxMinutes = 60
/** Characters that somebody who reads little reads in a minute. */
const charactersPerMinute = 180
/** Of a lesson: what authors add must still fit, and half of its limit of tags is for them. */
const maxComposed = Math.floor(maxLessonLength * 0.8)
const maxTags = 350

/** Composes one lesson, or several if the document is too long for one. */
export function composeLessons(
  blocks: readonly Block[],
  { fileTitle, pictures, left }: { fileTitle: string; pictures: KeptPictures; left: LeftList },
): { lessons: ComposedLesson[]; tables: number } {
  const { title, rest } = takeTitle(blocks)
  const top = Math.min(...rest.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))
  const sections = dropNumbers(splitSections(rest, top), left)
  const texts = sections.map((section) => writeSection(section, { top, pictures, left }))
  const tables = texts.reduce((sum, one) => sum + one.tables, 0)
  const shownTitle =
    cleanText(title ?? fileTitle)
      .replace(/\s+/g, ' ')
      .trim() || '新的一课'
  if (!texts.some(({ isSection }) => isSection)) {
    left.add('小节', '全文', '没有找到标题，整篇放在一个小节里；请分成几个小节，一节讲一件事。')
    const heading = `## ${writeRuns([{ text: shownTitle }], { left, where: '标题', isPlain: true })}`
    texts.splice(0, texts.length, { isSection: true, tables, text: [heading, ...texts.map(({ text }) => text)].join('\n\n') })
  }
  const groups = groupSections(texts)
  if (groups.length > 1) left.add('太长的文件', '全文', `一课放不下，分成了 ${groups.length} 课；请看从哪里分合适。`)
  const summary = suggestSummary(rest)
  const lessons = groups.map((group, place) => {
    const suffix = groups.length > 1 ? `（${place + 1}）` : ''
    const body = group.join('\n\n')
    const minutes = Math.min(Math.max(Math.round(body.replace(/\s/g, '').length / charactersPerMinute), 3), maxMinutes)
    const frontMatter = {
      title: `${[...shownTitle].slice(0, maxTitle - suffix.length).join('')}${suffix}`,
      summary: summary ?? placeholders.importedSummary,
      minutes,
      objectives: [placeholders.importedObjective],
    }
    return { frontMatter, sections: group, source: `${writeFrontMatter(frontMatter)}\n\n${body}\n` }
  })
  if ([...shownTitle].length > maxTitle) left.add('课名', '课文开头的“课名”', `课名最多 ${maxTitle} 字，后面的没有留下；请改短。`)
  if (summary === null) left.add('简介', '课文开头的“一句话简介”', '没有找到合适的一句话；请写这一课讲什么。')
  left.add('学完会做什么', '课文开头的“学完会做什么”', '现在是占位的字；请写一到四条，学完这一课会做什么。')
  left.add('分钟数', '课文开头的“分钟”', '按字数估的；请改成学这一课真要的分钟数。')
  return { lessons, tables }
}

/** Writes the blocks for a lesson that is there already: headings of the highest level begin sections of it. */
export function composeFragment(
  blocks: readonly Block[],
  { pictures, left }: { pictures: KeptPictures; left: LeftList },
): { text: string; tables: number } {
  const top = Math.min(...blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))
  const written = dropNumbers(splitSections(blocks, top)).map((section) => writeSection(section, { top, pictures, left }))
  return { text: written.map(({ text }) => text).join('\n\n'), tables: written.reduce((sum, one) => sum + one.tables, 0) }
}

function writeSection({ heading, blocks }: Section, { top, pictures, left }: { top: number; pictures: KeptPictures; left: LeftList }) {
  const name = heading ? writeRuns(heading.runs, { left, where: '标题', isPlain: true }) : ''
  const where = heading ? `“${shorten(toText(heading.runs))}”一节` : '开头'
  const { text, tables } = writeBlocks(blocks, { left, where, pictures, floor: top + 1 })
  return { isSection: name !== '', text: [...(name === '' ? [] : [`## ${name}`]), ...(text === '' ? [] : [text])].join('\n\n'), tables }
}

const writeFrontMatter = ({ title, summary, minutes, objectives }: FrontMatterSuggestion) =>
  [
    '---',
    `title: ${JSON.stringify(title)}`,
    `summary: ${JSON.stringify(summary)}`,
    `minutes: ${minutes}`,
    'objectives:',
    ...objectives.map((objective) => `  - ${JSON.stringify(objective)}`),
    '---',
  ].join('\n')

/** Takes the title out: the one that the document calls so, or a single highest heading at its beginning. */
function takeTitle(blocks: readonly Block[]): { title: string | null; rest: Block[] } {
  const named = blocks.find(({ kind }) => kind === 'title')
  if (named) return { title: titleOf(named), rest: blocks.filter((block) => block !== named) }
  const headings = blocks.filter((block) => block.kind === 'heading')
  const [first] = headings
  const isTitle = first && headings.length > 1 && blocks[0] === first && headings.slice(1).every(({ level }) => level > first.level)
  return isTitle ? { title: titleOf(first), rest: blocks.slice(1) } : { title: null, rest: [...blocks] }
}
const titleOf = (block: Block) => ('runs' in block ? toText(block.runs) : '')

function splitSections(blocks: readonly Block[], top: number): Section[] {
  const sections: Section[] = [{ heading: null, blocks: [] }]
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === top && !isBlank(block.runs)) sections.push({ heading: block, blocks: [] })
    else sections.at(-1)?.blocks.push(block)
  }
  return sections.filter(({ heading, blocks: own }) => heading !== null || own.length > 0)
}

/** Sections without the numbers before their headings: a lesson counts its sections itself. */
function dropNumbers(sections: readonly Section[], left?: LeftList): Section[] {
  const texts = sections.map(({ heading }) => (heading ? toText(heading.runs) : ''))
  const lengths = measureNumbers(texts.map((text) => text.trimStart())).map((length, at) =>
    length > 0 ? length + (texts[at] ?? '').search(/\S/) : 0,
  )
  const first = lengths.findIndex((length) => length > 0)
  if (first < 0) return [...sections]
  left?.add(
    '标题前的编号',
    '各节的标题',
    `“${(texts[first] ?? '').slice(0, lengths[first]).trim()}”这样的编号没有带过来：课文会给每一节写上号。`,
  )
  return sections.map(({ heading, blocks }, at) => ({
    heading: heading && { ...heading, runs: skipCharacters(heading.runs, lengths[at] ?? 0) },
    blocks,
  }))
}

function skipCharacters(runs: readonly Run[], count: number): Run[] {
  let toSkip = count
  return runs.flatMap((run) => {
    const skipped = Math.min(toSkip, run.text.length)
    toSkip -= skipped
    return skipped === run.text.length && skipped > 0 ? [] : [{ ...run, text: run.text.slice(skipped) }]
  })
}

const countTags = (text: string) => text.match(/[<[]/g)?.length ?? 0

/** Texts of sections, as many in a lesson as fit; what stands before the first section goes with it. */
function groupSections(texts: readonly { isSection: boolean; text: string }[]): string[][] {
  const [first, second, ...others] = texts
  const isBefore = first?.isSection === false && second !== undefined
  const joined = isBefore ? [`${first.text}\n\n${second.text}`, ...others.map(({ text }) => text)] : texts.map(({ text }) => text)
  const groups: string[][] = [[]]
  for (const text of joined) {
    const group = groups.at(-1) ?? []
    const together = [...group, text].join('\n\n')
    if (group.length > 0 && (together.length > maxComposed || countTags(together) > maxTags)) groups.push([text])
    else group.push(text)
  }
  return groups
}

/** The first sentence of the text, if it is short. */
function suggestSummary(blocks: readonly Block[]): string | null {
  const first = blocks.find((block) => block.kind === 'paragraph' && !isBlank(block.runs))
  if (first?.kind !== 'paragraph') return null
  const text = cleanText(toText(first.runs)).replace(/\s+/g, ' ').trim()
  const [sentence = ''] = /^[^。！？]+[。！？]?/.exec(text) ?? []
  return [...sentence].length >= 6 && [...sentence].length <= maxSummary ? sentence : null
}
