// Wishes for a round: up to five of the other side in order, and those one would rather not be paired with.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeWishes } from '#app/http/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { openWishes } from '#app/modules/rounds/rounds.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { asMyWishes } from '#app/modules/mentorship/pages/my-wishes.ts'
import { WishesPage } from '#app/modules/mentorship/pages/wishes-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '结对志愿 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const [round, shop] = [param(asked, 'round'), param(asked, 'shop')]
  const wishes = await orRefuse(async () => {
    await readMyShop(site, viewer, shop)
    return asMyWishes(await openWishes(site, viewer), { round, shop, today: dayOf(site.now()) })
  })
  return { viewer, script: islandUrl('owner.js'), wishes, isSaved: new URL(asked.request.url).searchParams.has('saved') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const [round, shop] = [param(asked, 'round'), param(asked, 'shop')]
    await takeWishes(asked.context.site, viewer, `${round}/${shop}`, await formOf(request))
    return redirect(`${paths.wishes(round, shop)}?saved`)
  })

export default function WishesRoute() {
  return <WishesPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
