// Discarding a list of shops: what is lost, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ShopImportDiscardPage } from '#app/modules/shops/pages/shop-import-discard-page.tsx'
import { shopLists } from '#app/modules/shops/shops.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '作废网店名录 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  return { viewer, list: await throwRefusals(() => shopLists.readDiscardableShopList(args.context.site, viewer, param(args, 'list'))) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const importId = param(args, 'list')
    await shopLists.discardShopList(args.context.site, viewer, { importId })
    return redirect(paths.shopImport(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopImportDiscardPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
