// The roster given back with the reasons in it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { exportRosterWithReasons } from '#app/modules/rosters/rosters.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'rosters.import')
  const { fileName, workbook } = await throwRefusals(() =>
    exportRosterWithReasons(args.context.site, viewer, param(args, 'roster'), args.request.signal),
  )
  return sendWorkbook(workbook, { name: fileName, plainName: 'roster.xlsx' })
}
