// Follow-ups as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { followUpLists } from '#app/modules/follow-ups/lists.ts'
import { loadFollowUpList } from './follow-up-list.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'followUps.see')
    const { site } = args.context
    const asked = new URL(args.request.url).searchParams
    const { rows, shown } = await loadFollowUpList(site, viewer, asked)
    return sendTable(args, viewer, {
      definition: followUpLists[shown],
      rows,
      name: '回访',
      plainName: 'follow-ups.xlsx',
      what: 'follow-ups',
    })
  })
