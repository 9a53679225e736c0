// What was answered as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { replyList } from '#app/modules/inquiries/pages/question-lists.ts'
import { loadReplies } from './question-lists.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, replies } = await loadReplies(args)
    const named = { name: '回答过的提问', plainName: 'replies.xlsx', what: 'answered questions' }
    return sendTable(args, viewer, { definition: replyList, rows: replies, ...named })
  })
