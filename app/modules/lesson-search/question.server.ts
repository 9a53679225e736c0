// What somebody looks for: as a query for the index (FTS5), and as what is marked in what was found.
import { listRuns, type Run, toWord } from './runs.ts'
import { findInitials, pairsOf } from './terms.server.ts'

/** Runs of characters that must all be found. */
export type Wanted = readonly Run[]

/** Initials are looked for from two letters on, and up to the length of a long name. */
const canBeInitials = ({ isChinese, signs }: Run) =>
  !isChinese && signs.length >= 2 && signs.length <= 12 && /^[a-z]+$/.test(signs.join(''))

/** Reads what was typed: the runs to be found, each once. None if there is nothing to look for. */
export function readWanted(typed: string): Wanted {
  const runs = new Map(listRuns(typed).map((run) => [run.signs.join(''), run]))
  return [...runs.values()]
}

/** The query for passages that have everything that is wanted in these columns, or as initials. Neighbouring pairs are a phrase, so a longer run is found as it stands. */
export const toQuery = (wanted: Wanted, columns: 'heading' | 'heading body'): string =>
  wanted.map((run) => `(${toQueryOfRun(run, columns)})`).join(' AND ')

function toQueryOfRun(run: Run, columns: string): string {
  const { isChinese, signs } = run
  const inText = (phrase: string) => `{${columns}} : ${phrase}`
  if (isChinese) return inText(signs.length === 1 ? `"${signs[0] ?? ''}" *` : `"${pairsOf(signs).join(' ')}"`)
  const word = inText(signs.length === 1 ? `"${toWord(run)}"` : `"${toWord(run)}" *`)
  if (!canBeInitials(run)) return word
  return `${word} OR sounds : (${pairsOf(signs)
    .map((pair) => `"${pair}"`)
    .join(' AND ')})`
}

/** A stretch of a text, its end exclusive. */
export interface Stretch {
  from: number
  to: number
}

export interface Marks {
  heading: Stretch[]
  body: Stretch[]
}

/** Finds everything that is wanted in a passage; null if something is not in it. */
export function findMarks({ heading, body }: { heading: string; body: string }, wanted: Wanted): Marks | null {
  const [headingRuns, bodyRuns] = [listRuns(heading), listRuns(body)]
  const marks: Marks = { heading: [], body: [] }
  for (const run of wanted) {
    const inHeading = headingRuns.flatMap((text) => [...findRun(text, run), ...(canBeInitials(run) ? findSounds(text, run) : [])])
    const inBody = bodyRuns.flatMap((text) => findRun(text, run))
    if (inHeading.length + inBody.length === 0) return null
    marks.heading.push(...inHeading)
    marks.body.push(...inBody)
  }
  return { heading: merge(marks.heading), body: merge(marks.body) }
}

const stretch = (text: Run, start: number, length: number): Stretch => ({
  from: text.from[start] ?? 0,
  to: text.to[start + length - 1] ?? 0,
})

/** Words are found from their beginning, single letters only alone; characters anywhere. */
function findRun(text: Run, { isChinese, signs }: Run): Stretch[] {
  if (text.isChinese !== isChinese) return []
  const isAt = (start: number) => signs.every((sign, i) => text.signs[start + i] === sign)
  if (!isChinese) return isAt(0) && (signs.length > 1 || text.signs.length === 1) ? [stretch(text, 0, signs.length)] : []
  const found: Stretch[] = []
  for (let start = text.signs.indexOf(signs[0] ?? ''); start !== -1; start = text.signs.indexOf(signs[0] ?? '', start + 1))
    if (isAt(start)) found.push(stretch(text, start, signs.length))
  return found
}

const findSounds = (text: Run, { signs }: Run) => findInitials(text, signs).map((start) => stretch(text, start, signs.length))

/** Stretches in order, with those that touch joined. */
function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const { from, to } of [...stretches].sort((one, other) => one.from - other.from || one.to - other.to)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}
