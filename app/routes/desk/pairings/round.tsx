// One round: where it stands, what can be done now, who takes part and who has wished, weights and rulings.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, dayOf, sayTerm } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { RoundPage } from '#app/modules/rounds/pages/round-page.tsx'
import { roundForm } from '#app/modules/rounds/round-form.ts'
import { readRound, shopsThatMayJoin, takeRoundForm, unhelpedShops } from '#app/modules/rounds/rounds.server.ts'
import { categoryNames } from '#app/modules/shops/categories.ts'
import { sayList } from '#app/modules/shops/shop.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { site } = asked.context
  const today = dayOf(site.now())
  const term = (moment: string | null) => moment && sayTerm(new Date(moment))
  return orRefuse(async () => {
    const round = await readRound(site, viewer, { roundId: param(asked, 'round') })
    const shops = round.shops.map((shop) => ({
      ...shop,
      place: regionOn(shop.regionCode, today)?.name ?? shop.regionCode,
      goods: sayList(categoryNames(site.programme.goods, shop.categories)),
    }))
    return {
      viewer,
      round: { ...round, wishesUntil: term(round.wishesUntil), answersUntil: term(round.answersUntil) },
      shops,
      others: await shopsThatMayJoin(site, viewer, round),
      pairings: await listPairings(site, viewer, { roundId: round.id }),
      left: await unhelpedShops(site, viewer, round),
      inTenDays: addDays(today, 10),
      tomorrow: addDays(today, 1),
      isSaved: new URL(asked.request.url).searchParams.has('saved'),
    }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    await takeRoundForm(asked.context.site, viewer, param(asked, 'round'), await readForm(request, roundForm))
    return redirect(`${paths.round(param(asked, 'round'))}?saved`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RoundPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
