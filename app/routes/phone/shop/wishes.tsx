// Wishes for a round: up to five shops of the other side in order, and those the owner would rather not be paired with.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handleWishesForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { listOpenWishForms } from '#app/modules/rounds/rounds.server.ts'
import { readOwnShop } from '#app/modules/shops/shops.server.ts'
import { toMyWishes } from '#app/modules/mentorship/pages/my-wishes.ts'
import { WishesPage } from '#app/modules/mentorship/pages/wishes-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '结对志愿 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const [round, shop] = [param(args, 'round'), param(args, 'shop')]
  const wishes = await throwRefusals(async () => {
    await readOwnShop(site, viewer, shop)
    return toMyWishes(await listOpenWishForms(site, viewer), { round, shop, today: toDay(site.now()) })
  })
  return { viewer, script: islandUrl('owner.js'), wishes, isSaved: new URL(args.request.url).searchParams.has('saved') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const [round, shop] = [param(args, 'round'), param(args, 'shop')]
    await handleWishesForm(args.context.site, viewer, `${round}/${shop}`, await readFormData(request))
    return redirect(`${paths.wishes(round, shop)}?saved`)
  })

export default function WishesRoute() {
  return <WishesPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
