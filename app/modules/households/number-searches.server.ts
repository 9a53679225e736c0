// How often somebody may search by numbers. Each search tells of everybody whose number is masked whether it is the one:
// whoever may ask without end reads whole numbers without a reason, and without being seen.
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { tooManyRequests } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { extractNumber } from './search-terms.server.ts'

/**
 * Different searches a day and account, beyond what looking for people takes. To find out two hidden signs takes fifty on
 * average, and then three times ten whole numbers.
 */
export const maxSearchesADay = { part: 60, whole: 300 } as const

interface Day {
  day: string
  /** By account and kind, what was asked for: the next page of a search is no other one. */
  asked: Map<string, Set<string>>
}

const days = new WeakMap<Site['keys'], Day>()

/** Counts a search by a number or a part of one, in memory. Gives which it is, if any. Refuses with 429 beyond a day's. */
export function countNumberSearch(
  { keys, now }: Pick<Site, 'keys' | 'now'>,
  { accountId }: Viewer,
  typed: string,
): 'part' | 'whole' | null {
  const kind = extractNumber(typed)
  if (!kind) return null
  const day = toDay(now())
  let today = days.get(keys)
  if (today?.day !== day) days.set(keys, (today = { day, asked: new Map() }))
  const key = `${kind} ${accountId}`
  const asked = today.asked.get(key) ?? new Set()
  today.asked.set(key, asked)
  const what = typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')
  if (!asked.has(what) && asked.size >= maxSearchesADay[kind])
    throw tooManyRequests(
      `今天按${kind === 'part' ? '号码的一部分' : '号码'}查人已有 ${maxSearchesADay[kind]} 次，到一天的限度了。请用姓名、户编号或村名查；要看整个号码，请打开本人那一页，写明原因再看。`,
    )
  asked.add(what)
  return kind
}
