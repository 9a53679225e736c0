// One round: its state, what can be done now, who takes part and who has submitted wishes, weights and rulings.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, toDay, formatTerm } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { RoundPage } from '#app/modules/rounds/pages/round-page.tsx'
import { roundForm } from '#app/modules/rounds/round-form.ts'
import { readRound, listJoinableShops, handleRoundForm, listUnhelpedShops } from '#app/modules/rounds/rounds.server.ts'
import { categoryNames } from '#app/modules/shops/categories.ts'
import { formatList } from '#app/modules/shops/shop.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { site } = args.context
  const today = toDay(site.now())
  const term = (moment: string | null) => moment && formatTerm(new Date(moment))
  return throwRefusals(async () => {
    const round = await readRound(site, viewer, { roundId: param(args, 'round') })
    const shops = round.shops.map((shop) => ({
      ...shop,
      place: findRegionOn(shop.regionCode, today)?.name ?? shop.regionCode,
      goods: formatList(categoryNames(site.programme.goods, shop.categories)),
    }))
    return {
      viewer,
      round: { ...round, wishesUntil: term(round.wishesUntil), answersUntil: term(round.answersUntil) },
      shops,
      others: await listJoinableShops(site, viewer, round),
      pairings: await listPairings(site, viewer, { roundId: round.id }),
      left: await listUnhelpedShops(site, viewer, round),
      inTenDays: addDays(today, 10),
      tomorrow: addDays(today, 1),
      isSaved: new URL(args.request.url).searchParams.has('saved'),
    }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    await handleRoundForm(args.context.site, viewer, param(args, 'round'), await readForm(request, roundForm))
    return redirect(`${paths.round(param(args, 'round'))}?saved`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RoundPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
