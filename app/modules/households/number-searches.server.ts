// Limits searches by numbers. Each search reveals whether a masked number of anybody in reach is the searched one: unlimited searches would
// reveal whole numbers without a reason and without a log entry.
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { tooManyRequests } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { extractNumber } from './search-terms.server.ts'

/**
 * Different searches a day and account, more than looking for people needs. To find two hidden digits takes fifty searches by a part on
 * average, and then three times ten by a whole number.
 */
export const maxSearchesADay = { part: 60, whole: 300 } as const

interface Day {
  day: string
  /** What was searched, by account and kind: the next page of a search counts as the same one. */
  asked: Map<string, Set<string>>
}

const days = new WeakMap<Site['keys'], Day>()

/** Counts a search by a number or a part of one, in memory. Returns which of the two it is, if any. Throws 429 beyond the daily limit. */
export function countNumberSearch(site: Counting, { accountId }: Viewer, typed: string): 'part' | 'whole' | null {
  const kind = extractNumber(typed)
  if (!kind) return null
  const isWithin = count(site, accountId, kind, typed)
  if (!isWithin)
    throw tooManyRequests(
      `今天按${kind === 'part' ? '号码的一部分' : '号码'}查人已有 ${maxSearchesADay[kind]} 次，到一天的限度了。请用姓名、户编号或村名查；要看整个号码，请打开本人那一页，写明原因再看。`,
    )
  return kind
}

/**
 * Counts a whole number that was typed to be stored: the answer tells whether it is somebody's, as a search would. Throws 429 beyond the
 * daily limit.
 */
export function countGivenNumber(site: Counting, { accountId }: Viewer, number: string): void {
  if (!count(site, accountId, 'whole', number))
    throw tooManyRequests(`今天填的和查的号码已有 ${maxSearchesADay.whole} 个，到一天的限度了。人多请用花名册导入，或明天再填。`)
}

type Counting = Pick<Site, 'keys' | 'now'>

/** Counts a number; false beyond the daily limit. */
function count({ keys, now }: Counting, accountId: string, kind: keyof typeof maxSearchesADay, typed: string): boolean {
  const day = toDay(now())
  let today = days.get(keys)
  if (today?.day !== day) days.set(keys, (today = { day, asked: new Map() }))
  const key = `${kind} ${accountId}`
  const asked = today.asked.get(key) ?? new Set()
  today.asked.set(key, asked)
  const what = typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')
  if (!asked.has(what) && asked.size >= maxSearchesADay[kind]) return false
  asked.add(what)
  return true
}
