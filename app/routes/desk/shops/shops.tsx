// The register of shops on both sides, and entering one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { dayOf } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { childrenOf, regionOn } from '#app/modules/regions/regions.server.ts'
import { categoryNames } from '#app/modules/shops/categories.ts'
import { newShopForm } from '#app/modules/shops/new-shop-form.ts'
import { ShopsPage } from '#app/modules/shops/pages/shops-page.tsx'
import { isInView, readRegisterView } from '#app/modules/shops/register-views.ts'
import { salesBands, sayList } from '#app/modules/shops/shop.ts'
import { enterShopOf, readRegister } from '#app/modules/shops/shops.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '网店名录 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  const today = dayOf(site.now())
  const { west, east } = site.programme
  const view = readRegisterView(new URL(asked.request.url).searchParams)
  const place = (code: string) => ({ code, name: regionOn(code, today)?.name ?? code })
  const shops = (await readRegister(site, viewer)).filter((shop) => isInView(view, shop))
  return {
    viewer,
    view,
    coordinates: hasDuty(viewer, 'pairings.coordinate'),
    shops: shops.map(({ id, name, side, regionCode, categories, band, willHelp, ownerName, isClaimed }) => ({
      ...{ id, name, side, willHelp, ownerName, isClaimed },
      place: place(regionCode).name,
      goods: sayList(categoryNames(site.programme.goods, categories)),
      band: salesBands[band],
    })),
    places: [
      ...childrenOf(west.county, today).map(({ code }) => place(code)),
      ...[west.county, ...east.counties].filter((code) => regionOn(code, today)).map(place),
    ],
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    return redirect(paths.shop(await enterShopOf(asked.context.site, viewer, await readForm(request, newShopForm))))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopsPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
