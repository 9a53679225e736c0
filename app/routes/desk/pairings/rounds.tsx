// All rounds of pairing, and planning a new one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf, sayDay } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { helpedShops } from '#app/modules/pairings/pairings.server.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { RoundsPage } from '#app/modules/rounds/pages/rounds-page.tsx'
import { listRounds, planRound } from '#app/modules/rounds/rounds.server.ts'
import { categoryNames } from '#app/modules/shops/categories.ts'
import { sayList } from '#app/modules/shops/shop.ts'
import { listShops } from '#app/modules/shops/shops.server.ts'
import { wrongInput } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { site } = asked.context
  const today = dayOf(site.now())
  return orRefuse(async () => {
    const helped = await helpedShops(site, viewer)
    return {
      viewer,
      rounds: (await listRounds(site, viewer)).map((round) => ({ ...round, begun: sayDay(dayOf(round.begunAt)) })),
      shops: (await listShops(site, viewer)).map(({ id, name, side, regionCode, categories, willHelp }) => ({
        id,
        name,
        side,
        place: regionOn(regionCode, today)?.name ?? regionCode,
        goods: sayList(categoryNames(site.programme.goods, categories)),
        willHelp,
        isHelped: helped.has(id),
      })),
    }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const form = await formOf(request)
    const shopIds = form.getAll('shop').map(String)
    if (shopIds.length === 0) throw wrongInput({ shop: ['请勾选参加的店。'] })
    return redirect(paths.round(await planRound(asked.context.site, viewer, { name: String(form.get('name') ?? ''), shopIds })))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RoundsPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
