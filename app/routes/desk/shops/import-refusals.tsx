// The list of shops given back with the reasons in it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { shopsWithReasons } from '#app/modules/shops/shops.server.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { fileName, workbook } = await orRefuse(() =>
    shopsWithReasons(asked.context.site, viewer, asked.params.list!, asked.request.signal),
  )
  return new Response(workbook, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="shops.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    },
  })
}
