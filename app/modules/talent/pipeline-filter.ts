// What the pipeline is asked: of which day, whom, and compared with which day; as it stands in an address.
import { z } from 'zod'
import { day, id } from '#app/fields.ts'
import { addDays, addMonthsToDay, isDay } from '#app/calendar.ts'
import { tiers } from '#app/modules/courses/tiers.ts'
import { statusLabels } from '#app/modules/households/labels.ts'
import { leavings, stages } from './stages.ts'

/** Years of age in the year of the day: that year less the year of birth. */
export const ageBands = {
  under30: { label: '30 岁以下', from: 0, to: 29 },
  '30s': { label: '30 到 39 岁', from: 30, to: 39 },
  '40s': { label: '40 到 49 岁', from: 40, to: 49 },
  '50s': { label: '50 到 59 岁', from: 50, to: 59 },
  over60: { label: '60 岁以上', from: 60, to: 200 },
} as const
export type AgeBand = keyof typeof ageBands

/** The band of somebody on a day. */
export function ageBandOf(birthday: string, day: string): AgeBand {
  const age = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4))
  const bands = Object.keys(ageBands) as AgeBand[]
  return bands.find((band) => age <= ageBands[band].to) ?? 'over60'
}

/** `poor`: registered as poor, whatever has become of it since: 建档立卡. */
export const registrationLabels = { poor: '建档立卡（含已脱贫、返贫）', ...statusLabels } as const
export type Registration = keyof typeof registrationLabels

/** Narrows whom the pipeline counts, beside the region. */
export interface PipelineFilter {
  region: string
  tier?: (typeof tiers)[number] | undefined
  cohort?: string | undefined
  sex?: 'female' | 'male' | undefined
  age?: AgeBand | undefined
  registration?: Registration | undefined
}

const optional = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal(''), schema])
    .optional()
    .transform((given) => (given === '' || given === undefined ? undefined : (given as Exclude<z.output<T>, ''>)))

const aDay = day('日期应写成 2019-01-01 这样。')

export const pipelineQuery = z.object({
  on: aDay,
  /** The day that it is compared with. */
  since: aDay,
  region: z.string().regex(/^\d{6}(\d{3}){0,2}$/, '地区代码不对。'),
  tier: optional(z.enum(tiers, '没有这个层次。')),
  cohort: optional(id().regex(/^[\w-]{1,60}$/, '没有这个培训班。')),
  sex: optional(z.enum(['female', 'male'], '性别选女或男。')),
  age: optional(z.enum(Object.keys(ageBands) as [AgeBand, ...AgeBand[]], '没有这个年龄段。')),
  registration: optional(z.enum(Object.keys(registrationLabels) as [Registration, ...Registration[]], '没有这种属性。')),
})
type QueryOf<Schema extends z.ZodType<Record<'on' | 'since' | 'region', string>>> = Partial<z.infer<Schema>> &
  Record<'on' | 'since' | 'region', string>
export type PipelineQuery = QueryOf<typeof pipelineQuery>

/** Whom a list behind a figure has. */
export const listQuery = pipelineQuery.extend({
  stage: optional(z.enum(stages, '没有这个阶段。')),
  /** Where they stood on the day that it is compared with; `none`: not in the register then. */
  was: optional(z.enum([...stages, 'none'], '没有这个阶段。')),
  /** Only those who fell out of a class for this reason between the two days. */
  left: optional(z.enum(leavings, '没有这个原因。')),
  /** Only those who completed a class of this tier. */
  done: optional(z.enum(tiers, '没有这个层次。')),
})
export type StageListQuery = QueryOf<typeof listQuery>

/** Returns the query with defaults for what is not given: today against a month ago. */
export function withDefaults(given: URLSearchParams, { today, region }: { today: string; region: string }): URLSearchParams {
  const entered = new URLSearchParams([...given].filter(([, value]) => value.trim() !== ''))
  const on = entered.get('on') ?? today
  return new URLSearchParams({
    on,
    since: isDay(on) ? addMonthsToDay(on, -1) : addDays(today, -30),
    region,
    ...Object.fromEntries(entered),
  })
}

/** The query as an address: `?on=…`, without what is not chosen. */
export function toPipelineAddress(query: Partial<StageListQuery>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '')
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
