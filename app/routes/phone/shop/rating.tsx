// A shop's credit rating for its owner: each point with its fact, and an appeal while the term runs.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handleAppealForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readOwnShop } from '#app/modules/shops/shops.server.ts'
import { readRatings } from '#app/modules/ratings/ratings.server.ts'
import { MyRatingPage } from '#app/modules/mentorship/pages/my-rating-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '信用评级 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const shopId = param(args, 'shop')
  return throwRefusals(async () => {
    const { name } = await readOwnShop(site, viewer, shopId)
    const ratings = await readRatings(site, viewer, { shopId })
    return { viewer, script: islandUrl('owner.js'), shopId, name, ratings, now: site.now() }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const shopId = param(args, 'shop')
    await handleAppealForm(args.context.site, viewer, shopId, await readFormData(request))
    return redirect(paths.myRating(shopId))
  })

export default function MyRatingRoute() {
  return <MyRatingPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
