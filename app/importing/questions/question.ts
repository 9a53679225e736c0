// A question as it is read from a file and written into one, whatever the format.
import type { QuestionKind } from '#app/modules/exams/draw.ts'

export const questionFormats = ['gift', 'moodle-xml', 'aiken', 'qti', 'xlsx'] as const
export type QuestionFormat = (typeof questionFormats)[number]
export const formatLabels: Record<QuestionFormat, string> = {
  gift: 'GIFT',
  'moodle-xml': 'Moodle XML',
  aiken: 'Aiken',
  qti: 'QTI',
  xlsx: 'Excel',
}

export interface Picture {
  name: string
  bytes: Buffer
}

/** 1 is easy, 3 is hard. */
export type Difficulty = 1 | 2 | 3

/** What is written into a file. A picture stands in a text as `![words](name)`; lines are paragraphs, items begin with `- ` or `1. `. */
export interface QuestionToWrite {
  name: string
  kind: QuestionKind
  text: string
  /** Of true/false questions: `a` is 对, `b` is 错. */
  options: { key: string; text: string }[]
  correct: string[]
  /** Empty if there is none. */
  explanation: string
  difficulty?: Difficulty
  tags: string[]
  /** The lesson as the file names it. */
  lesson?: string
  pictures: Picture[]
}

export interface ReadQuestion extends QuestionToWrite {
  /** Position in the file, from 1, refused ones included. */
  index: number
  /** Where it begins: of a workbook the row, in a package the line of its own file. */
  line: number
  /** What was understood in another way, each in one Chinese sentence. */
  notes: string[]
}

export type RefusalCode =
  | 'kind-unsupported'
  | 'no-right-answer'
  | 'several-right-answers'
  | 'syntax'
  | 'picture-missing'
  | 'picture-unsupported'
  | 'markup-unsupported'
  | 'calculated-unsupported'
  | 'embedded-answers-unsupported'
  | 'too-few-options'
  | 'too-many-options'
  | 'no-wrong-option'
  | 'same-options'
  | 'empty-option'
  | 'too-short'
  | 'too-long'

/** What the refusals are called where they are counted. */
export const refusalLabels: Record<RefusalCode, string> = {
  'kind-unsupported': '这种题型放不进来',
  'no-right-answer': '没有正确答案',
  'several-right-answers': '正确答案不止一个',
  syntax: '写法不对',
  'picture-missing': '少了图片',
  'picture-unsupported': '图片收不了',
  'markup-unsupported': '有表格、公式等格式',
  'calculated-unsupported': '计算题',
  'embedded-answers-unsupported': '完形填空',
  'too-few-options': '选项太少',
  'too-many-options': '选项太多',
  'no-wrong-option': '选项全是对的',
  'same-options': '有一样的选项',
  'empty-option': '有空的选项',
  'too-short': '题目太短',
  'too-long': '写得太长',
}

export interface RefusedQuestion {
  index: number
  name: string
  line: number
  code: RefusalCode
  /** What is wrong and what to do, in one Chinese sentence. */
  message: string
}

export const isRefused = (one: ReadQuestion | RefusedQuestion): one is RefusedQuestion => 'code' in one

/** Thrown while one question is read: that question is refused, and nothing else. */
export class QuestionFault extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message)
  }
}

/** Refuses the question that is being read. */
export function refuseQuestion(code: RefusalCode, message: string): never {
  throw new QuestionFault(code, message)
}

export const limits = {
  bytes: 40 * 1024 * 1024,
  questions: 5_000,
  /** Characters of a question in its file without pictures; more is not parsed. */
  source: 200_000,
  text: 2_000,
  shortestText: 4,
  name: 100,
  options: 26,
  tags: 20,
  tag: 40,
  notes: 10,
  pictures: 20,
  pictureBytes: 12 * 1024 * 1024,
  /** Of all pictures of a file. */
  allPictureBytes: 80 * 1024 * 1024,
} as const

export const trueOrFalse = [
  { key: 'a', text: '对' },
  { key: 'b', text: '错' },
]
