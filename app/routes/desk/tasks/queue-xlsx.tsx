// The tasks that wait as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { taskQueueList } from '#app/modules/tasks/pages/task-queue-list.ts'
import { loadTaskQueue } from './queue-list.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, works } = await loadTaskQueue(args)
    const named = { name: '交来的任务', plainName: 'tasks.xlsx', what: 'tasks that wait' }
    return sendTable(args, viewer, { definition: taskQueueList, rows: works, ...named })
  })
