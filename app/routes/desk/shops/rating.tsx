// A shop's credit rating at the desk: confirmed facts, rating by the public rules, appeals, rewards and penalties.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ShopRatingPage } from '#app/modules/ratings/pages/shop-rating-page.tsx'
import { ratingForm } from '#app/modules/ratings/rating-form.ts'
import { readRatings, handleRatingForm } from '#app/modules/ratings/ratings.server.ts'
import { listRegisteredShops } from '#app/modules/shops/shops.server.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '信用评级 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const shopId = param(args, 'shop')
  return throwRefusals(async () => {
    const [shop] = await listRegisteredShops(site, viewer, { shopId })
    if (!shop) throw notFound('网店')
    const ratings = (await readRatings(site, viewer, { shopId })).map((rating) => ({
      ...rating,
      validUntil: toDay(new Date(rating.context.validUntil)),
    }))
    return {
      viewer,
      coordinates: hasDuty(viewer, 'pairings.coordinate'),
      shop: { id: shop.id, name: shop.name },
      ratings,
      today: toDay(site.now()),
    }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.see')
    const shopId = param(args, 'shop')
    await handleRatingForm(args.context.site, viewer, shopId, await readForm(request, ratingForm))
    return redirect(paths.shopRating(shopId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopRatingPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
