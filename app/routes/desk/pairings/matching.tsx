// What matching proposes, with its reasons, before it is accepted; what a change would do to it; and afterwards, what was accepted.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { acceptForm, readChange } from '#app/modules/rounds/matching-forms.ts'
import { MatchingPage } from '#app/modules/rounds/pages/matching-page.tsx'
import { acceptMatching, askWhatIf, proposeMatching, readRound, repeatMatching } from '#app/modules/rounds/rounds.server.ts'
import { paths } from '#app/shell/paths.ts'
import { isMatching } from '#app/modules/rounds/round.states.ts'

export const links = deskLinks
export const meta = () => [{ title: '匹配结果 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { site } = asked.context
  const roundId = param(asked, 'round')
  const search = new URL(asked.request.url).searchParams
  const change = readChange(search)
  return orRefuse(async () => {
    const round = await readRound(site, viewer, { roundId })
    const repeated = round.isAccepted ? await repeatMatching(site, viewer, { roundId }) : null
    const answer = change && change !== 'mistaken' ? await askWhatIf(site, viewer, { roundId, change }) : null
    const shopsOf = (wanted: 'west' | 'east') => round.shops.filter(({ side }) => side === wanted).map(({ id, name }) => ({ id, name }))
    return {
      viewer,
      round: { ...round, pins: round.rulings.filter(({ kind }) => kind === 'pin').map(({ west }) => west) },
      names: Object.fromEntries(round.shops.map(({ id, name }) => [id, name])),
      west: shopsOf('west'),
      east: shopsOf('east'),
      outcome: isMatching(round.state) ? await proposeMatching(site, viewer, { roundId }) : (repeated?.outcome ?? null),
      isTheSame: repeated?.isTheSame ?? true,
      wanted: Object.fromEntries(search),
      isMistaken: change === 'mistaken',
      answer,
    }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const roundId = param(asked, 'round')
    await acceptMatching(asked.context.site, viewer, { roundId, ...(await readForm(request, acceptForm)) })
    return redirect(paths.round(roundId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <MatchingPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)?.refused ?? null} />
}
