// The filters of the lists of people and households, as they stand in an address.
import { z } from 'zod'
import type { StatusFilter } from './household-list.server.ts'
import { type Status, statusLabels } from './labels.ts'

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
