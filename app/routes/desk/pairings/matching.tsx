// The proposed matching with its reasons, before it is accepted; the effect of changes to it; and afterwards the
// accepted one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { acceptForm, parseChange } from '#app/modules/rounds/matching-forms.ts'
import { MatchingPage } from '#app/modules/rounds/pages/matching-page.tsx'
import { acceptMatching, readMatching, readWhatIf, readRound } from '#app/modules/rounds/rounds.server.ts'
import { paths } from '#app/shell/paths.ts'
import { arrangeMatching } from './round-lists.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '匹配结果 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { site } = args.context
  const roundId = param(args, 'round')
  const search = new URL(args.request.url).searchParams
  const change = parseChange(search)
  return throwRefusals(async () => {
    const round = await readRound(site, viewer, { roundId })
    const { outcome, isTheSame } = await readMatching(site, viewer, round)
    const answer = change && change !== 'mistaken' ? await readWhatIf(site, viewer, { roundId, change }) : null
    const shopsOf = (wanted: 'west' | 'east') => round.shops.filter(({ side }) => side === wanted).map(({ id, name }) => ({ id, name }))
    return {
      viewer,
      round: { ...round, pins: round.rulings.filter(({ kind }) => kind === 'pin').map(({ west }) => west) },
      names: Object.fromEntries(round.shops.map(({ id, name }) => [id, name])),
      west: shopsOf('west'),
      east: shopsOf('east'),
      outcome,
      lists: outcome && arrangeMatching({ round, address: search }, outcome),
      isTheSame,
      wanted: Object.fromEntries(search),
      isMistaken: change === 'mistaken',
      answer,
    }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const roundId = param(args, 'round')
    await acceptMatching(args.context.site, viewer, { roundId, ...(await readForm(request, acceptForm)) })
    return redirect(paths.round(roundId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <MatchingPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)?.refused ?? null} />
}
