// Lists of shops: hand one in, and those handed in before.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sayMoment } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { postedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ShopImportsPage } from '#app/modules/shops/pages/shop-imports-page.tsx'
import { handInShops, listShopImports } from '#app/modules/shops/shops.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '导入网店 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  return {
    viewer,
    lists: (await listShopImports(asked.context.site, viewer)).map((list) => ({ ...list, uploadedAt: sayMoment(list.uploadedAt) })),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const file = await postedFile(await formOf(request), '请选一个名录文件。')
    return redirect(paths.shopImport(await handInShops(asked.context.site, viewer, file)))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopImportsPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
