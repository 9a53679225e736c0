// What the frame of a class's pages shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDay } from '#app/calendar.ts'
import { param } from '#app/http/params.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { getPath } from '#app/modules/regions/regions.server.ts'

/** Returns the viewer and the class; `where` names its county, township and village. Throws 404. */
export async function loadCohortFrame(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const { site } = args.context
  const cohort = await readCohortHead(site, viewer, param(args, 'cohort'))
  const now = site.now()
  return { viewer, cohort, where: getPath(cohort.regionCode, toDay(now)).slice(2).join(' '), now }
}
