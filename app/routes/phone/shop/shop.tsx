// The information that an owner gives about her shop; matching uses it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatMoment, toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handleShopForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { listLooksAtOwnPhone, readOwnShop } from '#app/modules/shops/shops.server.ts'
import { MyShopPage } from '#app/modules/mentorship/pages/my-shop-page.tsx'
import { listPlacesForShop } from '#app/modules/shops/places-of-shop.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '店里的情况 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const shop = await throwRefusals(() => readOwnShop(site, viewer, param(args, 'shop')))
  const looks = (await listLooksAtOwnPhone(site, viewer, { shopId: shop.id })).map((look) => ({ ...look, at: formatMoment(look.at) }))
  const isSaved = new URL(args.request.url).searchParams.has('saved')
  return { viewer, script: islandUrl('owner.js'), shop, places: listPlacesForShop(shop, toDay(site.now())), looks, isSaved }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const shopId = param(args, 'shop')
    await handleShopForm(args.context.site, viewer, shopId, await readFormData(request))
    return redirect(`${paths.myShop(shopId)}?saved`)
  })

export default function MyShopRoute() {
  return <MyShopPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
