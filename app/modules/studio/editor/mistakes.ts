// What is listed below a text: each mistake at its line, with what one press does about it. The page and its script list the same.
import type { ComponentForm } from './component-form.ts'
import type { Mistake } from './mends/mend.ts'
import { findMend, type Mend } from './mends/mends.ts'
import type { PlacedFinding, Preview } from './preview-document.ts'

export interface Listed extends Mistake {
  isMistake: boolean
  mend: Mend | null
  finding: PlacedFinding | null
}

/** All that is to be done, what keeps the lesson from being shown first. */
export function listMistakes(
  source: string,
  { problems, remarks, findings }: Preview,
  forms: Readonly<Record<string, ComponentForm>>,
): Listed[] {
  const own = [...problems.map((one) => ({ ...one, isMistake: true })), ...remarks.map((one) => ({ ...one, isMistake: false }))]
  return [
    ...own.map(({ column = 1, ...one }) => ({ ...one, column, mend: findMend(source, { ...one, column }, forms), finding: null })),
    ...findings.map((finding) => {
      const { line, column = 1, reason, mend = null } = finding
      return { line, column, reason, isMistake: false, mend, finding }
    }),
  ]
}

/** What is said above the list. */
export function countMistakes(listed: readonly Listed[]): string {
  const mistakes = listed.filter(({ isMistake }) => isMistake).length
  const better = listed.length - mistakes
  if (mistakes === 0) return `读起来可以更好的地方（${better}）`
  return `要改的地方（${mistakes}）${better > 0 ? `，读起来可以更好的（${better}）` : ''}`
}

/** Signs of a reason by which a form names its mistake. */
const maxReason = 300

/** A mistake as a form names it. */
export const nameOfMistake = ({ line, column, reason }: Mistake) => `${line}:${column} ${reason.slice(0, maxReason)}`

/** The mend of a mistake that a form names, in a text that may have been written on since: of those alike the nearest. Null if it is gone. */
export function findNamedMend(listed: readonly Listed[], name: string): Mend | null {
  const [, line = '', column = '', reason = ''] = /^(\d{1,7}):(\d{1,7}) ([^]+)$/.exec(name) ?? []
  const away = (one: Listed) => Math.abs(one.line - Number(line)) * 1_000 + Math.abs(one.column - Number(column))
  const alike = listed.filter((one) => one.mend !== null && one.reason.slice(0, maxReason) === reason)
  return alike.sort((one, other) => away(one) - away(other))[0]?.mend ?? null
}
