// All rounds of pairing, and planning a new one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay, formatDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { RoundsPage } from '#app/modules/rounds/pages/rounds-page.tsx'
import { listRounds, planRound } from '#app/modules/rounds/rounds.server.ts'
import { invalidInput } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import { loadJoiningShops } from './joining-shops.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { site } = args.context
  return throwRefusals(async () => ({
    viewer,
    rounds: (await listRounds(site, viewer)).map((round) => ({ ...round, begun: formatDay(toDay(round.begunAt)) })),
    joining: await loadJoiningShops(site, viewer, new URL(args.request.url).searchParams),
  }))
}

/** Plans the round, or shows another page of the shops with the same ones ticked. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { site } = args.context
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  const listAgain = async () => ({ joining: await loadJoiningShops(site, viewer, turn ?? readShown(args.request), form) })
  if (turn) return listAgain()
  const work = async () => {
    const shopIds = form.getAll('shop').map(String)
    if (shopIds.length === 0) throw invalidInput({ shop: ['请勾选参加的店。'] })
    return redirect(paths.round(await planRound(site, viewer, { name: String(form.get('name') ?? ''), shopIds })))
  }
  return respondBeside(args.request, work, listAgain)
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const again = answer && 'joining' in answer ? { joining: answer.joining } : null
  return <RoundsPage {...useLoaderData<typeof loader>()} {...again} isTurned={again !== null} refused={getRefused(answer)} />
}
