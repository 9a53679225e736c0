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
import { categoryNames } from '#app/modules/shops/categories.ts'
import { type RegisterLine, shopRegister } from '#app/modules/shops/lists.ts'
import { newShopForm } from '#app/modules/shops/new-shop-form.ts'
import { ShopsPage } from '#app/modules/shops/pages/shops-page.tsx'
import { salesBands, formatList } from '#app/modules/shops/shop.ts'
import { registerShopAndOwner, listRegisteredShops } from '#app/modules/shops/shops.server.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '网店名录 · 梯队' }]
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const today = toDay(site.now())
  const { west, east } = site.programme
  const place = (code: string) => ({ code, name: findRegionOn(code, today)?.name ?? code })
  const shops = (await listRegisteredShops(site, viewer)).map(
    ({ id, name, side, regionCode, categories, band, willHelp, ownerName, isClaimed }): RegisterLine => ({
      ...{ id, name, side, regionCode, willHelp, ownerName, isClaimed, band },
      sideName: getSideLabels(site.programme)[side],
      place: place(regionCode).name,
      goods: formatList(categoryNames(site.programme.goods, categories)),
      sales: salesBands[band] ?? '',
    }),
  )
  return {
    viewer,
    coordinates: hasDuty(viewer, 'pairings.coordinate'),
    list: arrange(shops, parseTableQuery(new URL(args.request.url).searchParams, shopRegister), shopRegister),
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
