// The list of shops given back with the reasons in it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { answerWorkbook } from '#app/http/workbook.ts'
import { shopsWithReasons } from '#app/modules/shops/shops.server.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { fileName, workbook } = await orRefuse(() =>
    shopsWithReasons(asked.context.site, viewer, param(asked, 'list'), asked.request.signal),
  )
  return answerWorkbook(workbook, { name: fileName, plainName: 'shops.xlsx' })
}
