// What trainees handed in and waits, in all classes of the viewer or in one.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { taskQueueList } from '#app/modules/tasks/pages/task-queue-list.ts'
import { TaskQueuePage } from '#app/modules/tasks/pages/task-queue-page.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadTaskQueue } from './queue-list.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '交来的任务 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { works, ...queue } = await loadTaskQueue(args)
    const query = parseTableQuery(new URL(args.request.url).searchParams, taskQueueList)
    return { ...queue, list: arrange(works, query, taskQueueList), oldest: works[0]?.id ?? null }
  })

export default function Route() {
  return <TaskQueuePage {...useLoaderData<typeof loader>()} />
}
