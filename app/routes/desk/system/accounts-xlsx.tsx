// The accounts as a workbook: the columns and rows that their page shows, phone numbers masked.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearched } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { accountList } from '#app/modules/accounts/pages/account-columns.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

async function send(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const { site } = args.context
  const lines = await accountDesk.listAccountLines(site, viewer, await throwRefusals(() => readSearched(args.request)))
  const query = parseTableQuery(new URL(args.request.url).searchParams, accountList)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'list of accounts', rows: lines.length })
  return sendList(args, viewer, toSheet(lines, query, { definition: accountList, name: '账号' }), {
    name: '账号.xlsx',
    plainName: 'accounts.xlsx',
  })
}

export const loader = send
/** A search is posted, so that the name or number is in no address. */
export const action = send
