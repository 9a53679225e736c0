// Sections that are longer than what one reads at a stretch, and lessons in which there is nothing to do.
import { lookUp } from '#app/text/look-up.ts'
import { type Found, shorten, wholeLesson } from './findings.ts'
import { type Block, countUnits, type Element, isWithin, type LessonText } from './lesson-text.ts'
import { readingLimits } from './limits.ts'

/** A phone of 360×740 with text of 18 px, in pixels: app/lesson/lesson.css. The bars at the top and at the bottom are taken off. */
const screen = 610
const line = 30
const perLine = 18
/** Each kind of block: characters in a line, height of a line, and what is above and below it. */
const heights = {
  heading: { perLine: 12, line: 32, around: 46 },
  paragraph: { perLine, line, around: 18 },
  item: { perLine: 16, line, around: 9 },
  step: { perLine: 15, line, around: 19 },
  question: { perLine: 15, line, around: 42 },
  option: { perLine: 11, line, around: 45 },
  tick: { perLine: 13, line: 30, around: 35 },
  caption: { perLine, line, around: 4 },
  label: { perLine: 16, line, around: 0 },
} as const
/** What components add besides the words in them. */
const frames: Record<string, number> = {
  Figure: 210,
  Note: 42,
  Steps: 0,
  Compare: 10,
  Bad: 36,
  Good: 36,
  Policy: 330,
  Check: 24,
  Checklist: 18,
  Calculator: 890,
  PriceCalculator: 700,
  FreightCalculator: 520,
  Zone: 0,
  YieldCalculator: 640,
  Marks: 220,
  Mark: 10,
  BeforeAfter: 440,
  Audio: 90,
  Video: 230,
  Download: 60,
  Cards: 0,
  Card: 30,
  Words: 60,
  Word: 17,
  FillIn: 230,
  Order: 150,
  Step: 20,
  Family: 120,
  Task: 330,
}
const unknownFrame = 60

const heightOf = (kind: keyof typeof heights, text: string) => {
  const { perLine, line, around } = heights[kind]
  return Math.max(1, Math.ceil(widthOf(text) / perLine)) * line + around
}

/** Half-width characters are half as wide. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u0020-\u007e]/.test(sign) ? 0.55 : 1), 0)

/** Estimates how high a block is on a phone; 0 if it is only shown after a press. */
function estimateBlock({ kind, text, parent, attribute }: Block): number {
  if (kind === 'front') return 0
  if (kind === 'attribute')
    return attribute === 'question'
      ? heightOf('question', text)
      : attribute === 'text'
        ? heightOf('option', text)
        : attribute === 'caption'
          ? heightOf('caption', text)
          : /^(alt|transcript|answer|unit|why|example)$/.test(attribute ?? '')
            ? 0
            : heightOf('label', text)
  if (isWithin(parent, /^(Option|Audio|Video|Card|FillIn)$/)) return 0
  if (kind === 'heading') return heightOf('heading', text)
  if (parent?.name === 'Item') return heightOf('tick', text)
  if (kind === 'item') return heightOf(parent?.name === 'Steps' ? 'step' : 'item', text)
  return heightOf('paragraph', text)
}

/** Estimates how many screens each section takes on a phone; the first is what comes before the first heading. */
function estimateScreens({ blocks, elements, sections }: LessonText): number[] {
  const pixels = Array.from({ length: sections.length + 1 }, () => 0)
  const rows = new Map<number, { section: number; cells: Block[] }>()
  const add = (section: number, height: number) => void (pixels[section] = (pixels[section] ?? 0) + height)
  for (const block of blocks) {
    if (block.row === undefined) add(block.section, estimateBlock(block))
    else {
      const row = rows.get(block.row)
      if (row) row.cells.push(block)
      else rows.set(block.row, { section: block.section, cells: [block] })
    }
  }
  for (const { section, cells } of rows.values()) {
    const share = Math.max(2, perLine / cells.length - 1)
    add(section, Math.max(...cells.map(({ text }) => Math.ceil(widthOf(text.trim()) / share))) * line + 18)
  }
  for (const { name, section } of elements) if (!/^(Option|Item)$/.test(name)) add(section, lookUp(frames, name) ?? unknownFrame)
  return pixels.map((height) => height / screen)
}

export function checkSections(lesson: LessonText): Found[] {
  return estimateScreens(lesson).flatMap((screens, i) => {
    const section = lesson.sections[i - 1]
    if (screens <= readingLimits.screens) return []
    return [
      {
        rule: 'long-section' as const,
        at: section?.from ?? lesson.body,
        what: section ? shorten(section.title) : '开头',
        reason: `${section ? `“${section.title}”这一节` : '第一个 ## 前面'}在手机上约有 ${screens.toFixed(1)} 屏，最多 ${readingLimits.screens} 屏。分成两节，或者删去不用讲的。`,
      },
    ]
  })
}

/** Components in which one does something. */
const isTask = ({ name }: Element) => /^(Check|Checklist|Steps|Cards|FillIn|Order|Task)$|Calculator$/.test(name)

/** Finds a lesson in which there is nothing to do: what is only read is forgotten. */
export function checkTasks({ elements, sections, blocks, source }: LessonText): Found[] {
  if (
    blocks.every(({ text }) => countUnits(text) === 0) ||
    elements.some(isTask) ||
    sections.some(({ title }) => /动手|练一练|试一试|做一做/.test(title))
  )
    return []
  const end = source.trimEnd().length
  const insert = '\n\n## 动手做\n\n<Checklist id="do" title="做完就打勾">\n<Item id="one">我做完了……</Item>\n</Checklist>\n'
  return [
    {
      rule: 'nothing-to-do',
      at: Math.max(0, end - 1),
      what: wholeLesson,
      reason: '这一课只有看的，没有要做的，看过就忘。加一个“想一想”、一张做完打勾的清单，或者几个步骤。',
      mend: { from: end, to: source.length, insert, label: '加一张打勾的清单' },
    },
  ]
}
