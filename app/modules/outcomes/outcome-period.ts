// The months of a report of pairing, as in its address.
import { toDay, toMonth } from '#app/calendar.ts'
import { getFirstDay } from '#app/programme/programme.ts'
import { invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'

export interface Period {
  /** Months, YYYY-MM, both inclusive: for the monthly figures of shops. Pairings are counted as of today. */
  from: string
  to: string
}

const month = /^\d{4}-(0[1-9]|1[0-2])$/

/** Parses an address; the default is from the first year of the programme to this month. Throws 422. */
export function parsePeriod(search: URLSearchParams, site: Pick<Site, 'now' | 'programme'>): Period {
  const [from, to] = [search.get('from') || toMonth(getFirstDay(site.programme)), search.get('to') || toMonth(toDay(site.now()))]
  if (!month.test(from) || !month.test(to)) throw invalidInput({ from: ['月份应写成 2019-01 这样'] })
  if (from > to) throw invalidInput({ to: ['结束的月份不能早于开始的月份'] })
  return { from, to }
}

export const toPeriodQuery = ({ from, to }: Period, township?: string) => `?from=${from}&to=${to}${township ? `&township=${township}` : ''}`
