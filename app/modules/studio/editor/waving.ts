// Waving what the reading check found through, and taking that back: lines in the front matter of the lesson.
import { acceptableRules, acceptanceLimits } from '#app/lesson/reading-check/accepted.ts'
import { readingRules, type ReadingRule } from '#app/lesson/reading-check/findings.ts'

export { acceptFinding, readAccepted, takeBackAcceptance, type WrittenAcceptance } from '#app/lesson/reading-check/accepted.ts'
export { readingRules }

/** A finding as a form names it. */
export interface WavedName {
  rule: ReadingRule
  what: string
}

export const canBeWaved = (rule: string) => (acceptableRules as string[]).includes(rule)

export const nameOfFinding = ({ rule, what }: WavedName) => `${rule} ${what}`

/** Reads such a name; null if it is none. */
export function readNameOfFinding(name: string): WavedName | null {
  const [, rule = '', what = ''] = /^([a-z-]{1,40}) ([^]{1,200})$/.exec(name) ?? []
  return canBeWaved(rule) ? { rule: rule as ReadingRule, what } : null
}

const { minReason, reason: maxReason } = acceptanceLimits

/** Says what is wrong with a reason; null if nothing is. */
export function findReasonFault(reason: string): string | null {
  const { length } = reason.replace(/\s+/g, ' ').trim()
  if (length < minReason) return `请写为什么要放行，至少 ${minReason} 个字。`
  return length > maxReason ? `理由最多 ${maxReason} 个字，现在 ${length} 个。` : null
}

/** What is said if a finding cannot be waved through although its rule allows it. */
export const cannotWave = `放行不了：一课最多放行 ${acceptanceLimits.entries} 处，而且课文开头要有课名那几行。请先改好别处。`
