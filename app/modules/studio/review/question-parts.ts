// A bank as a reviewer reads it: question by question, as they are asked, whatever lines of the file changed in them.
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { difficultyLabels } from '#app/modules/exams/plan/parts.ts'
import { letterAt } from '#app/text/option-letters.ts'
import type { ComparedBlock } from '../compare.ts'
import { type ListedQuestion, parseBank } from '../questions/question-bank.ts'
import { placeInFile, type ShownBlock } from './show-blocks.ts'

/** What a question says under one label, before and after; null where it says nothing. */
export interface QuestionLine {
  label: string
  before: string | null
  after: string | null
}

/** A question of which all lines are shown. */
export interface QuestionPart {
  kind: ComparedBlock['kind']
  lines: QuestionLine[]
  /** The places of its lines in the later file; that of what is asked first. */
  places: number[]
}

export type BankPart = ShownBlock | { question: QuestionPart }

/** A question begins with its dash at the begin of a line. */
const begins = (block: ComparedBlock) => (block.kind === 'changed' ? block.after : block.text).startsWith('- ')

/** The blocks of each question, in their order; what stands before the first is on its own. */
function cutQuestions<T>(all: readonly T[], beginsOne: (one: T) => boolean): T[][] {
  const groups: T[][] = []
  for (const one of all) {
    const last = groups.at(-1)
    if (last && !beginsOne(one)) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** The places of all lines of the questions in which something changed, or has to be shown. */
export function widenToQuestions(blocks: readonly ComparedBlock[], kept: ReadonlySet<number>): Set<number> {
  const places = (group: readonly ComparedBlock[]) => group.flatMap((block) => placeInFile(block) ?? [])
  const isShown = (group: readonly ComparedBlock[]) =>
    group.some((block) => block.kind !== 'same' || kept.has(block.block)) && group.some(begins)
  return new Set([...kept, ...cutQuestions(blocks, begins).filter(isShown).flatMap(places)])
}

/** Joins the lines of questions that are there as a whole; other lines stay as they are. `titles`: of lessons, by their names. */
export function joinQuestions(parts: readonly ShownBlock[], titles: ReadonlyMap<string, string>): BankPart[] {
  const groups = cutQuestions(parts, (part) => 'leftOut' in part || begins(part.block))
  return groups.flatMap((group): BankPart[] => {
    const blocks = group.flatMap((part) => ('block' in part ? [part.block] : []))
    const question = blocks.length === group.length ? readQuestion(blocks, titles) : null
    return question ? [{ question }] : group
  })
}

function readQuestion(blocks: readonly ComparedBlock[], titles: ReadonlyMap<string, string>): QuestionPart | null {
  const [first] = blocks
  if (!first || !begins(first)) return null
  const before = blocks.flatMap((block) => (block.kind === 'changed' ? block.before : block.kind === 'added' ? [] : block.text))
  const after = blocks.flatMap((block) => (block.kind === 'changed' ? block.after : block.kind === 'removed' ? [] : block.text))
  const [was, is] = [parseOne(before), parseOne(after)]
  if ((before.length > 0 && !was) || (after.length > 0 && !is)) return null
  const lines = compareLines(was && describe(was, titles), is && describe(is, titles))
  const kinds = new Set(blocks.map(({ kind }) => kind))
  const kind = kinds.size === 1 ? first.kind : 'changed'
  // If only signs or names changed, the lines of the file are what there is to see.
  if (kind === 'changed' && lines.every((line) => line.before === line.after)) return null
  return { kind, lines, places: placesOf(blocks) }
}

function placesOf(blocks: readonly ComparedBlock[]): number[] {
  const isText = (block: ComparedBlock) => /^ {2}text:/.test(block.kind === 'changed' ? block.after : block.text)
  const asked = blocks.find((block) => isText(block) && placeInFile(block) !== null)
  return [...(asked ? [asked] : []), ...blocks.filter((block) => block !== asked)].flatMap((block) => placeInFile(block) ?? [])
}

/** The question that these lines are; null if they are none, or more than one. */
function parseOne(lines: readonly string[]): ListedQuestion | null {
  const items = lines.length === 0 ? [] : (parseBank(`${lines.join('\n')}\n`)?.items ?? [])
  const [one, other] = items
  return one && !other && one.question.id !== '' && one.question.text !== '' ? one.question : null
}

type Said = readonly (readonly [label: string, says: string])[]

function describe(question: ListedQuestion, titles: ReadonlyMap<string, string>): Said {
  const { kind, lesson, text, options, right, explanation, picture, alt, name, difficulty, tags = [] } = question
  const answers = kind === 'trueFalse' ? ['对', '错'] : options.map((_, nth) => letterAt(nth))
  const all: Said = [
    [kindLabels[kind], text],
    ...options.map((option, nth) => [letterAt(nth), option] as const),
    ['答案', right.map((nth) => answers[nth] ?? '').join('、')],
    ['为什么', explanation],
    ['图', picture ? `${picture}（${alt ?? ''}）` : ''],
    ['哪一课讲的', titles.get(lesson) ?? lesson],
    ['难度', difficulty ? difficultyLabels[difficulty] : ''],
    ['标签', tags.join('、')],
    ['名字', name ?? ''],
  ]
  return all.filter(([, says]) => says !== '')
}

/** Lines under the same label belong together; the order is that of the later question. */
function compareLines(before: Said | null, after: Said | null): QuestionLine[] {
  const [was, is] = [new Map(before ?? []), new Map(after ?? [])]
  const gone = [...was].filter(([label]) => !is.has(label)).map(([label, says]) => ({ label, before: says, after: null }))
  return [...[...is].map(([label, says]) => ({ label, before: was.get(label) ?? null, after: says })), ...gone]
}
