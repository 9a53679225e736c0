// The query of a report, as it is in the address.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { isCounty } from '#app/access/region-codes.ts'
import { addDays, formatDay, isDay, startOfDay } from '#app/calendar.ts'
import { figureKeys } from './figures.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

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

export const wholeNumbersForm = z.object({
  reason: z
    .string('请写明为什么要全号。')
    .trim()
    .min(4, '请写明为什么要全号，至少 4 个字。')
    .max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`),
})

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

/** The label of a figure of a region: a township's classes are also those held elsewhere that its people completed. */
export const getFigureLabel = (figure: z.infer<typeof figureName>, region: string) =>
  figure === 'cohorts' && !isCounty(region) ? { label: '办结或有本地人结业的班', unit: '期' } : figureLabels[figure]

/** By which day a cohort of the report is counted, or why it is not, as people read it. */
export function formatLastDay({ lastDay, counts }: { lastDay: string | null; counts: 'counted' | 'notCompleted' | 'outside' }) {
  if (counts === 'notCompleted') return lastDay ? `还没结业（最后一次课 ${formatDay(lastDay)}）` : '还没结业'
  return `${lastDay ? formatDay(lastDay) : '没有课'}${counts === 'outside' ? '（不在本期内）' : ''}`
}

/**
 * Formats how many classes there were: what the region completed itself is told apart from classes held elsewhere that its people completed.
 */
export function formatCohorts({
  region,
  regionName,
  cohorts,
  cohortsHeldHere,
  cohortsWithPeople,
}: {
  region: string
  regionName: string
  cohorts: number
  cohortsHeldHere: number
  cohortsWithPeople: number
}): string {
  if (cohortsHeldHere === cohorts && isCounty(region)) return `${regionName}办结电商培训班 ${cohorts} 期`
  const elsewhere = cohorts - cohortsHeldHere
  return `${regionName}自己办结电商培训班 ${cohortsHeldHere} 期；有${regionName}人结业的培训班 ${cohortsWithPeople} 期${elsewhere > 0 ? `（其中 ${elsewhere} 期是别处办的）` : ''}`
}

/** What each figure counts, in a sentence. docs/indicators.md has the full definition. */
export const figureDescriptions: Record<z.infer<typeof figureName>, string> = {
  cohorts: '已经办结、最后一次课在报告期内的培训班：在本地区办的，或有本地区的人结业的',
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
