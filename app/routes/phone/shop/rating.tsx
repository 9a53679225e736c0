// A shop's credit rating for its owner: each point open to its fact, and an appeal while it may be made.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeAppeal } from '#app/http/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { readRatings } from '#app/modules/ratings/ratings.server.ts'
import { MyRatingPage } from '#app/modules/mentorship/pages/my-rating-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '信用评级 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shopId = param(asked, 'shop')
  return orRefuse(async () => {
    const { name } = await readMyShop(site, viewer, shopId)
    const ratings = await readRatings(site, viewer, { shopId })
    return { viewer, script: islandUrl('owner.js'), shopId, name, ratings, now: site.now() }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = param(asked, 'shop')
    await takeAppeal(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(paths.myRating(shopId))
  })

export default function MyRatingRoute() {
  return <MyRatingPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
