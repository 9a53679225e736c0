// The whole pipeline of a region: who stands where, what changed, where people leave, how long it takes, and where talent is missing.
import type { Viewer } from '#app/access/viewer.ts'
import { hasDuty } from '#app/access/viewer.ts'
import { addMonthsToDay, toDay } from '#app/calendar.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import { type ComparedCohort, compareCohorts } from './cohorts-compare.server.ts'
import { type Coverage, readCoverage } from './coverage.server.ts'
import { countFalls, countFlows, countTimes, type Fall, type Flow, type TimeInStage } from './flow.server.ts'
import { countStagesSince, type StageCount } from './funnel.server.ts'
import { keepBeforeReading } from './keeping.server.ts'
import type { PipelineQuery } from './pipeline-filter.ts'
import { assertInReach, listOwnRegions } from './scope.server.ts'

export interface FunnelStage extends StageCount {
  /** By how many more there are than on the earlier day. */
  change: number
  registeredChange: number
}

export interface Pipeline {
  regionName: string
  funnel: FunnelStage[]
  flows: Flow[]
  falls: Fall[]
  times: TimeInStage[]
  cohorts: ComparedCohort[]
  coverage: Coverage
  /** How many persons are still to be computed, after a large import; usually 0. */
  due: number
}

async function readFunnel(site: Site, query: PipelineQuery): Promise<FunnelStage[]> {
  return (await countStagesSince(site.read, query)).map(({ before, ...stage }) => ({
    ...stage,
    change: stage.persons - before.persons,
    registeredChange: stage.registered - before.registered,
  }))
}

/** Reads the pipeline. Throws 404 for a region out of reach, 422 for days that are not in order. */
export async function readPipeline(site: Site, viewer: Viewer, query: PipelineQuery): Promise<Pipeline> {
  assertInReach(site, viewer, query)
  const due = await keepBeforeReading(site)
  const { read } = site
  return {
    regionName: findRegionOn(query.region, query.on)?.name ?? query.region,
    funnel: await readFunnel(site, query),
    flows: await countFlows(read, query),
    falls: await countFalls(read, query),
    times: await countTimes(read, query),
    cohorts: await compareCohorts(read, query, site.now()),
    coverage: await readCoverage(read, query),
    due,
  }
}

export interface PipelineSummary {
  query: PipelineQuery
  regionName: string
  funnel: FunnelStage[]
  due: number
}

/** Reads the stages of the viewer's own region today, against the same day of last month; null for those who see no reports. */
export async function readPipelineSummary(site: Site, viewer: Viewer): Promise<PipelineSummary | null> {
  const [region] = hasDuty(viewer, 'reports.see') ? listOwnRegions(site, viewer) : []
  if (!region) return null
  const on = toDay(site.now())
  const query = { on, since: addMonthsToDay(on, -1), region }
  const due = await keepBeforeReading(site)
  return {
    query,
    regionName: findRegionOn(region, on)?.name ?? region,
    funnel: await readFunnel(site, query),
    due,
  }
}
