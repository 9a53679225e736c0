// The filters of the lists of people and households, as they stand in an address.
import { z } from 'zod'
import type { StatusFilter } from './household-list.server.ts'
import { registerSorts, type Status, statusLabels } from './labels.ts'
import type { PageLinks } from '#app/paging.ts'
import type { HouseholdList, PeopleList } from './types.ts'

const statuses: readonly StatusFilter[] = ['unregistered', ...(Object.keys(statusLabels) as Status[])]

const schema = z.object({
  region: z
    .string()
    .regex(/^\d{9}(\d{3})?$/)
    .nullable()
    .catch(null),
  status: z.enum(statuses).nullable().catch(null),
  sort: z.enum(registerSorts).nullable().catch(null),
  dir: z.enum(['asc', 'desc']).catch('asc'),
})

/** Parses the filters and the order of an address; what is invalid filters and sorts nothing. */
export const parseRegisterFilter = (given: URLSearchParams) =>
  schema.parse(Object.fromEntries(['region', 'status', 'sort', 'dir'].map((name) => [name, given.get(name)])))

/** The lists while their filter is refused. */
const onePage: PageLinks = { page: 1, pages: 1, first: null, previous: null, next: null, last: null }

export const nobody: PeopleList = { rows: [], count: 0, isCounted: true, isSortable: true, waiting: 0, turns: onePage }
export const noHouseholds: HouseholdList = { rows: [], count: 0, isCounted: true, turns: onePage }
