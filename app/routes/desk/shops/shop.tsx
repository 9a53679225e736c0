// One shop at the desk: its own information, its certified people, its pairings.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readFormData, parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ShopPage } from '#app/modules/mentorship/pages/desk/shop-page.tsx'
import { listPairings, wasHelped } from '#app/modules/pairings/pairings.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { listPlacesForShop } from '#app/modules/shops/places-of-shop.ts'
import { shopForm } from '#app/modules/shops/shop-form.ts'
import { addShopPerson, changeShop, listShopPeople, listRegisteredShops, removeShopPerson } from '#app/modules/shops/shops.server.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '网店 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const shopId = param(args, 'shop')
  const today = toDay(site.now())
  return throwRefusals(async () => {
    const [shop] = await listRegisteredShops(site, viewer, { shopId })
    if (!shop) throw notFound('网店')
    return {
      viewer,
      coordinates: hasDuty(viewer, 'pairings.coordinate'),
      shop,
      place: findRegionOn(shop.regionCode, today)?.name ?? shop.regionCode,
      places: listPlacesForShop(shop, today),
      people: shop.side === 'west' ? await listShopPeople(site, viewer, { shopId }) : [],
      pairings: (await listPairings(site, viewer)).filter(({ west, east }) => west.id === shopId || east.id === shopId),
      isSaved: new URL(args.request.url).searchParams.has('saved'),
    }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.see')
    const { site } = args.context
    const shopId = param(args, 'shop')
    const form = await readFormData(request)
    if (form.has('entryId')) await removeShopPerson(site, viewer, { shopId, entryId: String(form.get('entryId')) })
    else if (form.has('code')) await addShopPerson(site, viewer, { shopId, code: String(form.get('code')) })
    else await changeShop(site, viewer, { shopId, ...parseForm(form, shopForm) }, wasHelped)
    return redirect(`${paths.shop(shopId)}?saved`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
