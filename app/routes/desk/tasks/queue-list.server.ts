// The queue of tasks as its page and its workbook show it: of all classes of the viewer, or of one.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { listWaitingTasks } from '#app/modules/tasks/tasks.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export async function loadTaskQueue(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  const { site } = args.context
  const asked = /^[\w-]{1,60}$/.exec(new URL(args.request.url).searchParams.get('cohort') ?? '')?.[0]
  const cohort = asked === undefined ? null : await readCohortHead(site, viewer, asked)
  const { count, works } = await listWaitingTasks(site, viewer, { cohortId: cohort?.id })
  return { viewer, count, works, cohort: cohort && { id: cohort.id, label: formatCohort(cohort) } }
}
