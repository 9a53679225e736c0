// The roster given back with the reasons in it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { answerWorkbook } from '#app/http/workbook.ts'
import { rosterWithReasons } from '#app/modules/rosters/rosters.server.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'rosters.import')
  const { fileName, workbook } = await orRefuse(() =>
    rosterWithReasons(asked.context.site, viewer, param(asked, 'roster'), asked.request.signal),
  )
  return answerWorkbook(workbook, { name: fileName, plainName: 'roster.xlsx' })
}
