// What a finding is, and the rules by name.

/** The rules, each with the words for it on screen. */
export const readingRules = {
  'rare-character': '少见的字',
  'uncommon-share': '不常用的字太多',
  'long-sentence': '句子太长',
  'long-mean': '平均句子太长',
  'several-in-step': '一步做几件事',
  'long-section': '小节太长',
  'nothing-to-do': '没有要动手的',
  'picture-label': '图没有说明',
  'no-transcript': '没有文字稿',
  'heavy-pictures': '图太大',
  'forbidden-claim': '广告法不让说的',
  'id-number': '身份证号',
  'mobile-number': '手机号',
  'bank-card': '银行卡号',
  'idle-acceptance': '多余的放行',
} as const
export type ReadingRule = keyof typeof readingRules

/** A change of the source that mends a finding: `insert` replaces what is between the two positions. */
export interface Mend {
  from: number
  to: number
  insert: string
  /** The words on its button. */
  label: string
}

/** What a rule finds. */
export interface Found {
  rule: ReadingRule
  /** The position in the source. */
  at: number
  /** What it is about, as an author names it to wave the finding through. Never a personal number in clear. */
  what: string
  /** What is wrong and what to do, in a Chinese sentence. */
  reason: string
  mend?: Mend
}

export interface Finding {
  file: string
  /** From 1. */
  line: number
  column: number
  rule: ReadingRule
  what: string
  reason: string
  mend?: Mend
}

/** Names a lesson as a whole, for rules that are not about one place. */
export const wholeLesson = '整课'

/** Returns what names a longer text: its first characters. */
export function shorten(text: string) {
  const plain = text.replace(/\s+/g, ' ').trim()
  const signs = [...plain]
  return signs.length > 12 ? signs.slice(0, 12).join('') : plain
}
