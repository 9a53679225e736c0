// What a report is asked for, as it stands in the address.
import { z } from 'zod'
import { isDay } from '#app/calendar.ts'
import { figureNames } from './figures.ts'

const day = z.string().refine(isDay, '日期应写成 2019-01-01 这样。')

export const reportQuery = z.object({
  from: day,
  to: day,
  region: z.string().regex(/^\d{6}(\d{3}){0,2}$/, '地区代码不对。'),
  cohort: z.string().optional(),
})
export type ReportQuery = z.infer<typeof reportQuery>

export const figureName = z.enum(figureNames)

/** What each figure is called, with its unit. */
export const figureWords: Record<z.infer<typeof figureName>, { label: string; unit: string }> = {
  cohorts: { label: '培训班', unit: '期' },
  attendances: { label: '结业', unit: '人次' },
  persons: { label: '结业人员', unit: '人' },
  households: { label: '结业人员的户', unit: '户' },
  registeredPersons: { label: '建档立卡人员', unit: '人' },
  registeredHouseholds: { label: '建档立卡户', unit: '户' },
  liftedPersons: { label: '其中已脱贫人员', unit: '人' },
  liftedHouseholds: { label: '其中已脱贫户', unit: '户' },
}

/** The query as the tail of an address. */
export const asSearch = ({ from, to, region, cohort }: ReportQuery) => `?${new URLSearchParams({ from, to, region, ...(cohort ? { cohort } : {}) })}`
