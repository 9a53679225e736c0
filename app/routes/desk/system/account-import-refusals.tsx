// The refused rows of a list of accounts, with the reason in each: what is sent is what comes back.
import type { ActionFunctionArgs } from '@remix-run/node'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { accountImportForm } from '#app/modules/accounts/imports/account-import-form.ts'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'

export async function action(args: ActionFunctionArgs) {
  await requireDuty(args, 'accounts.manage')
  const rows = await throwRefusals(() => readForm(args.request, accountImportForm))
  return sendWorkbook(await encodeWorkbook([accountDesk.refusedSheet(rows)]), { name: '账号名单-退回.xlsx', plainName: 'refused.xlsx' })
}
