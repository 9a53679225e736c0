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

/** More of what was typed is not shown again. */
const longest = 40

const month = /^\d{4}-(0[1-9]|1[0-2])$/

/** What stands in an address, whatever it is; the default is from the first year of the programme to this month. */
export const readPeriod = (search: URLSearchParams, site: Pick<Site, 'now' | 'programme'>): Period => ({
  from: search.get('from')?.slice(0, longest) || toMonth(getFirstDay(site.programme)),
  to: search.get('to')?.slice(0, longest) || toMonth(toDay(site.now())),
})

/** Parses an address. Throws 422. */
export function parsePeriod(search: URLSearchParams, site: Pick<Site, 'now' | 'programme'>): Period {
  const period = readPeriod(search, site)
  const wrong = (['from', 'to'] as const).filter((name) => !month.test(period[name]))
  if (wrong.length > 0) throw invalidInput(Object.fromEntries(wrong.map((name) => [name, ['月份应写成 2019-01 这样。']])))
  if (period.from > period.to) throw invalidInput({ to: ['结束的月份不能早于开始的月份。'] })
  return period
}

export const toPeriodQuery = ({ from, to }: Period, township?: string) => `?from=${from}&to=${to}${township ? `&township=${township}` : ''}`
