// The accounts as a workbook: the columns and rows that their page shows, phone numbers masked.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearched } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { accountList } from '#app/modules/accounts/pages/account-columns.ts'

async function send(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const { site } = args.context
  const lines = await accountDesk.listAccountLines(site, viewer, await throwRefusals(() => readSearched(args.request)))
  return sendTable(args, viewer, {
    definition: accountList,
    rows: lines,
    name: '账号',
    plainName: 'accounts.xlsx',
    what: 'list of accounts',
  })
}

export const loader = send
/** A search is posted, so that the name or number is in no address. */
export const action = send
