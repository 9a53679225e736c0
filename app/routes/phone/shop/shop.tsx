// What an owner's shop says of itself; matching goes by it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeShop } from '#app/http/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { MyShopPage } from '#app/modules/mentorship/pages/my-shop-page.tsx'
import { placesOfShop } from '#app/modules/shops/places-of-shop.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '店里的情况 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shop = await orRefuse(() => readMyShop(site, viewer, param(asked, 'shop')))
  const isSaved = new URL(asked.request.url).searchParams.has('saved')
  return { viewer, script: islandUrl('owner.js'), shop, places: placesOfShop(shop, dayOf(site.now())), isSaved }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = param(asked, 'shop')
    await takeShop(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(`${paths.myShop(shopId)}?saved`)
  })

export default function MyShopRoute() {
  return <MyShopPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
