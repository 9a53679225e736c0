// What the register of certificates shows, as it is in the address. Any address gives a valid query; what it says wrongly is left out.
import { certificateStateLabels } from './labels.ts'

const registerSorts = ['day', 'number', 'name', 'cohort', 'class', 'course', 'place', 'state'] as const
export type RegisterSort = (typeof registerSorts)[number]
/** By these any number of certificates is sorted: an index has their order. */
export const indexedSorts: readonly RegisterSort[] = ['number', 'day']

export interface RegisterQuery {
  /** The id of a class. */
  cohort: string | null
  /** In which they were issued: `2019`. */
  year: string | null
  /** The code of a township or village in which the holder lives. */
  region: string | null
  state: string | null
  sort: RegisterSort
  dir: 'asc' | 'desc'
}

const matching = (value: string | null, pattern: RegExp) => (value && pattern.test(value) ? value : null)

/** Parses the query; newest first unless another order is asked for. */
export function parseRegisterQuery(given: URLSearchParams | FormData): RegisterQuery {
  const text = (name: string) => {
    const value = given.get(name)
    return typeof value === 'string' ? value : null
  }
  const state = text('state')
  const sort = text('sort')
  const chosen = registerSorts.find((name) => name === sort)
  return {
    cohort: matching(text('cohort'), /^[\w-]{1,64}$/),
    year: matching(text('year'), /^[12]\d{3}$/),
    region: matching(text('region'), /^\d{6}(\d{3}){1,2}$/),
    state: state && Object.hasOwn(certificateStateLabels, state) ? state : null,
    sort: chosen ?? 'day',
    dir: text('dir') === 'asc' || (text('dir') !== 'desc' && chosen) ? 'asc' : 'desc',
  }
}

/** The parameters of a query, without those that say nothing new. */
export function toRegisterParams({ cohort, year, region, state, sort, dir }: RegisterQuery): Record<string, string> {
  const isUsual = sort === 'day' && dir === 'desc'
  return {
    ...(cohort ? { cohort } : {}),
    ...(year ? { year } : {}),
    ...(region ? { region } : {}),
    ...(state ? { state } : {}),
    ...(isUsual ? {} : { sort, ...(dir === 'desc' ? { dir } : {}) }),
  }
}

/** Nobody looks through a longer menu; the year makes it shorter. */
const maxClassesInMenu = 300

/** The classes to choose from, of the chosen year if there is one, the newest first as they came; always with the chosen one. */
export function listClassesToChoose<Class extends { id: string; startsOn: string; endsOn: string }>(
  classes: readonly Class[],
  { cohort, year }: Pick<RegisterQuery, 'cohort' | 'year'>,
): Class[] {
  const chosen = classes.find(({ id }) => id === cohort)
  const ofYear = classes.filter(({ startsOn, endsOn }) => !year || startsOn.startsWith(year) || endsOn.startsWith(year))
  const shown = ofYear.slice(0, maxClassesInMenu)
  return chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown
}
