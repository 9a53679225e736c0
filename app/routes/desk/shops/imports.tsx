// Lists of shops: upload one, and earlier uploads.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { shopImportList } from '#app/modules/shops/imports/import-list.ts'
import { ShopImportsPage } from '#app/modules/shops/pages/shop-imports-page.tsx'
import { shopLists } from '#app/modules/shops/shops.server.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '导入网店 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const lists = await shopLists.listShopImports(args.context.site, viewer)
  const query = parseTableQuery(new URL(args.request.url).searchParams, shopImportList)
  return { viewer, list: arrange(lists, query, shopImportList) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const file = await getPostedFile(await readFormData(request), '请选一个名录文件。')
    return redirect(paths.shopImport(await shopLists.uploadShopList(args.context.site, viewer, file)))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopImportsPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
