// The door of indicators: each figure of the programme by its name, with its parts and its list.
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { countyOf, townshipOf } from '#app/access/region-codes.ts'
import { toDay } from '#app/calendar.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { statusLabels } from '#app/modules/households/labels.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { ageBandOf, ageBands } from '#app/modules/talent/pipeline-filter.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { compareByPinyin } from '#app/text/by-pinyin.server.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { registeredPersons } from '#db/views/households.ts'
import { findIndicator } from './definitions.ts'
import { readFacts } from './facts.server.ts'
import { type Dimension, dimensionLabels, type Fact, type Indicator, type IndicatorScope } from './indicator.ts'
import { measure, measureBy, type Measured } from './measure.ts'

export { indicators } from './definitions.ts'

export interface IndicatorQuery extends Omit<IndicatorScope, 'asOf'> {
  name: string
  by?: Dimension | undefined
  /** The moment whose knowledge counts; now by default. */
  asOf?: Date | undefined
}

export interface IndicatorPart extends Measured {
  key: string
  label: string
}

export interface IndicatorAnswer extends Measured {
  indicator: Indicator
  /** Divided by what was asked for; parts may overlap, so they may add up to more. */
  parts: IndicatorPart[]
}

/** How a fact is divided, and what its part is called. */
interface Division {
  keyOf: (fact: Fact) => string | null
  labelOf: (key: string) => string
  /** In which order parts are listed; by label if nothing is said. */
  order?: readonly string[]
}

/**
 * Measures an indicator. Throws 404 for an indicator that is none and a region out of reach, 422 for a period out of order, for one that
 * has not begun, and for what the indicator is not divided by.
 */
export async function measureIndicator(site: Site, viewer: Viewer, query: IndicatorQuery): Promise<IndicatorAnswer> {
  const { indicator, facts } = await loadFacts(site, viewer, query)
  const { by } = query
  if (!by) return { indicator, ...measure(facts, indicator), parts: [] }
  const { keyOf, labelOf, order } = await divide(site, facts, { by, to: query.to })
  const parts = [...measureBy(facts, indicator, keyOf)].map(([key, measured]) => ({ key, label: labelOf(key), ...measured }))
  const placeOf = new Map(order?.map((key, place) => [key, place]))
  parts.sort((one, other) => (placeOf.get(one.key) ?? 0) - (placeOf.get(other.key) ?? 0) || compareByPinyin(one.label, other.label))
  return { indicator, ...measure(facts, indicator), parts }
}

/** Lists the facts behind an indicator: as many different units as it counts. Throws like `measureIndicator`. */
export const listIndicatorFacts = async (site: Site, viewer: Viewer, query: IndicatorQuery): Promise<Fact[]> =>
  (await loadFacts(site, viewer, query)).facts

async function loadFacts(site: Site, viewer: Viewer, { name, by, asOf = site.now(), ...scope }: IndicatorQuery) {
  const indicator = findIndicator(name)
  if (!indicator) throw notFound(`指标「${name}」`)
  const { from, to, region } = scope
  if (!covers(getReach(viewer, 'reports.see'), { region }) || !findRegionOn(region, to)) throw notFound('这个地区的指标')
  if (from > to) throw invalidInput({ from: ['开始日期要在结束日期之前，或是同一天。'] }, '开始日期在结束日期之后，请改一下。')
  if (from > toDay(site.now())) throw invalidInput({ from: ['这段时间还没有开始。'] }, '这段时间还没有开始，没有什么可数。')
  if (by && !indicator.by.includes(by)) {
    const can = indicator.by.map((one) => `${one}（${dimensionLabels[one]}）`).join('、')
    throw invalidInput({ by: [`「${indicator.label}」不能按${dimensionLabels[by]}分，只能按 ${can}。`] })
  }
  return { indicator, facts: await readFacts(site, { ...scope, asOf, viewer }, indicator.facts) }
}

const sexLabels: Record<string, string> = { female: '女', male: '男' }

async function divide({ read }: Site, facts: readonly Fact[], { by, to }: { by: Dimension; to: string }): Promise<Division> {
  if (by === 'township') {
    const labelOf = (code: string) => findRegionOn(code, to)?.name ?? code
    return {
      keyOf: ({ region }) => townshipOf(region),
      labelOf: (code) => (code === countyOf(code) ? `${labelOf(code).slice(-1)}里` : labelOf(code)),
    }
  }
  if (by === 'cohort') {
    const rows = await read.select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn }).from(cohorts)
    const labels = new Map(rows.map((one) => [one.id, `${formatCohortNumber(one)} ${one.name}`]))
    return { keyOf: ({ cohortId }) => cohortId, labelOf: (id) => labels.get(id) ?? id }
  }
  if (by === 'tier')
    return { keyOf: ({ tier }) => tier, labelOf: (tier) => tierLabels[tier as keyof typeof tierLabels], order: Object.keys(tierLabels) }
  if (by === 'registration')
    return {
      keyOf: ({ status }) => status,
      labelOf: (status) => statusLabels[status as keyof typeof statusLabels],
      order: Object.keys(statusLabels),
    }
  const ids = new Set(facts.flatMap(({ personId }) => personId ?? []))
  const rows = await read
    .select({ id: registeredPersons.id, sex: registeredPersons.sex, birthday: registeredPersons.birthday })
    .from(registeredPersons)
    .where(inValues(registeredPersons.id, ids))
  const people = new Map(rows.map((row) => [row.id, row]))
  const personOf = ({ personId }: Fact) => (personId === null ? undefined : people.get(personId))
  if (by === 'sex') return { keyOf: (fact) => personOf(fact)?.sex ?? null, labelOf: (sex) => sexLabels[sex] ?? sex }
  return {
    keyOf: (fact) => {
      const person = personOf(fact)
      return person ? ageBandOf(person.birthday, fact.day) : null
    },
    labelOf: (band) => ageBands[band as keyof typeof ageBands].label,
    order: Object.keys(ageBands),
  }
}
