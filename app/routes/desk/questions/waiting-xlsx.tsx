// The questions that wait as a workbook: the sections and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { waitingList } from '#app/modules/inquiries/pages/question-lists.ts'
import { loadWaiting } from './question-lists.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, groups } = await loadWaiting(args)
    const named = { name: '学员提问', plainName: 'questions.xlsx', what: 'questions that wait' }
    return sendTable(args, viewer, { definition: waitingList, rows: groups, ...named })
  })
