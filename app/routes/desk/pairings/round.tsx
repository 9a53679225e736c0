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
import { RoundPage } from '#app/modules/rounds/pages/round-page.tsx'
import { roundForm } from '#app/modules/rounds/round-form.ts'
import { readRound, listJoinableShops, handleRoundForm } from '#app/modules/rounds/rounds.server.ts'
import { paths } from '#app/shell/paths.ts'
import { loadRoundLists } from './round-lists.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { site } = args.context
  const today = toDay(site.now())
  const term = (moment: string | null) => moment && formatTerm(new Date(moment))
  return throwRefusals(async () => {
    const round = await readRound(site, viewer, { roundId: param(args, 'round') })
    const { searchParams: address } = new URL(args.request.url)
    return {
      viewer,
      round: { ...round, wishesUntil: term(round.wishesUntil), answersUntil: term(round.answersUntil) },
      shops: round.shops.map(({ id, name, side, wished }) => ({ id, name, side, wished })),
      lists: await loadRoundLists(site, viewer, { round, address }),
      others: await listJoinableShops(site, viewer, round),
      inTenDays: addDays(today, 10),
      tomorrow: addDays(today, 1),
      isSaved: address.has('saved'),
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
