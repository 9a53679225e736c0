// The filters of the lists of people and households, as they stand in an address.
import { z } from 'zod'
import type { StatusFilter } from './household-list.server.ts'
import { type Status, statusLabels } from './labels.ts'
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
})

/** Parses the filters of an address; what is invalid filters nothing. */
export const parseRegisterFilter = (given: URLSearchParams) => schema.parse({ region: given.get('region'), status: given.get('status') })

/** The lists while their filter is refused. */
const onePage: PageLinks = { page: 1, pages: 1, first: null, previous: null, next: null, last: null }

export const nobody: PeopleList = { rows: [], count: 0, isCounted: true, waiting: 0, turns: onePage }
export const noHouseholds: HouseholdList = { rows: [], count: 0, isCounted: true, turns: onePage }
