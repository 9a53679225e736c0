// The register of shops on both sides, and registering one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listChildren, findRegionOn } from '#app/modules/regions/regions.server.ts'
import { shopRegister } from '#app/modules/shops/lists.ts'
import { newShopForm } from '#app/modules/shops/new-shop-form.ts'
import { ShopsPage } from '#app/modules/shops/pages/shops-page.tsx'
import { registerShopAndOwner, shopLines } from '#app/modules/shops/shops.server.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '网店名录 · 梯队' }]
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const today = toDay(site.now())
  const { searchParams } = new URL(args.request.url)
  const { west, east } = site.programme
  const place = (code: string) => ({ code, name: findRegionOn(code, today)?.name ?? code })
  const shops = await shopLines.listRegisterLines(site, viewer)
  return {
    viewer,
    coordinates: hasDuty(viewer, 'pairings.coordinate'),
    list: arrange(shops, parseTableQuery(searchParams, shopRegister), shopRegister),
    isAdding: searchParams.has('add'),
    places: [
      ...listChildren(west.county, today).map(({ code }) => place(code)),
      ...[west.county, ...east.counties].filter((code) => findRegionOn(code, today)).map(place),
    ],
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    return redirect(paths.shop(await registerShopAndOwner(args.context.site, viewer, await readForm(request, newShopForm))))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopsPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
