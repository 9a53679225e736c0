// The query of a report, as it is in the address.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { addDays, isDay, startOfDay } from '#app/calendar.ts'
import { figureKeys } from './figures.ts'

const day = shortText().refine(isDay, '日期应写成 2019-01-01 这样。')

export const reportQuery = z.object({
  from: day,
  to: day,
  region: z.string().regex(/^\d{6}(\d{3}){0,2}$/, '地区代码不对。'),
  cohort: id().optional(),
  /** Only what belongs to the region itself and to no township of it. */
  own: z
    .literal('1', '只看县里办的班，写 1。')
    .transform(() => true)
    .optional(),
  /** As it was known at the end of this day (transaction time). */
  knownOn: z
    .union([z.literal(''), day])
    .optional()
    .transform((known) => known || undefined),
})
export type ReportQuery = z.infer<typeof reportQuery>

/** Returns the query with defaults for what is not given. */
export const withDefaults = (given: URLSearchParams, defaults: Pick<ReportQuery, 'from' | 'to' | 'region'>) =>
  new URLSearchParams({ ...defaults, ...Object.fromEntries([...given].filter(([, value]) => value.trim() !== '')) })

/** Returns the moment: the last of that day, or now. */
export const resolveAsOf = ({ knownOn }: Pick<ReportQuery, 'knownOn'>): { asOf?: Date } =>
  knownOn ? { asOf: new Date(startOfDay(addDays(knownOn, 1)).getTime() - 1) } : {}

export const figureName = z.enum(figureKeys)

/** The label of each figure, with its unit. */
export const figureLabels: Record<z.infer<typeof figureName>, { label: string; unit: string }> = {
  cohorts: { label: '培训班', unit: '期' },
  attendances: { label: '结业', unit: '人次' },
  persons: { label: '结业人员', unit: '人' },
  households: { label: '结业人员的户', unit: '户' },
  registeredPersons: { label: '建档立卡人员', unit: '人' },
  registeredHouseholds: { label: '建档立卡户', unit: '户' },
  liftedPersons: { label: '其中已脱贫人员', unit: '人' },
  liftedHouseholds: { label: '其中已脱贫户', unit: '户' },
}

/** What each figure counts, in a sentence. docs/indicators.md has the full definition. */
export const figureDescriptions: Record<z.infer<typeof figureName>, string> = {
  cohorts: '办结、且最后一次课在报告期内的培训班',
  attendances: '一个人结业一个班算一人次',
  persons: '结业的人，来过几个班也只算一个',
  households: '这些人结业那天所在的户，一户只算一次',
  registeredPersons: '结业那天所在的户是建档立卡户的人（含已脱贫、返贫）',
  registeredHouseholds: '结业那天是建档立卡户的户（含已脱贫、返贫），一户只算一次',
  liftedPersons: '建档立卡人员中，结业那天所在的户已脱贫的人',
  liftedHouseholds: '建档立卡户中，结业那天已脱贫的户',
}

/** Formats the query as the query string of an address. */
export const toReportQueryString = ({ from, to, region, cohort, own, knownOn }: ReportQuery) =>
  `?${new URLSearchParams({ from, to, region, ...(cohort ? { cohort } : {}), ...(own ? { own: '1' } : {}), ...(knownOn ? { knownOn } : {}) })}`
