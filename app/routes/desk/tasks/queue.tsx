// What trainees handed in and waits, in all classes of the viewer or in one.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { TaskQueuePage } from '#app/modules/tasks/pages/task-queue-page.tsx'
import { listWaitingTasks } from '#app/modules/tasks/tasks.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export const links = deskLinks
export const meta = () => [{ title: '交来的任务 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'learning.answer')
    const { site } = args.context
    const asked = /^[\w-]{1,60}$/.exec(new URL(args.request.url).searchParams.get('cohort') ?? '')?.[0]
    const cohort = asked === undefined ? null : await readCohortHead(site, viewer, asked)
    const listed = await listWaitingTasks(site, viewer, { cohortId: cohort?.id })
    return { viewer, ...listed, cohort: cohort && { id: cohort.id, label: formatCohort(cohort) } }
  })

export default function Route() {
  return <TaskQueuePage {...useLoaderData<typeof loader>()} />
}
