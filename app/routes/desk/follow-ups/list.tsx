// Follow-ups at the desk: filtered, given to officers several at once.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { assignForm } from '#app/modules/follow-ups/desk-form.ts'
import { assignFollowUps, listOfficersFor } from '#app/modules/follow-ups/follow-ups.server.ts'
import { followUpLists } from '#app/modules/follow-ups/lists.ts'
import { FollowUpsPage } from '#app/modules/follow-ups/pages/follow-ups-page.tsx'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadFollowUpList } from './follow-up-list.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '回访 · 梯队' }]

async function list(args: LoaderFunctionArgs, asked: URLSearchParams, form: FormData | null = null) {
  const viewer = await requireDuty(args, 'followUps.see')
  const { rows, shown, isMore } = await loadFollowUpList(args.context.site, viewer, asked)
  const definition = followUpLists[shown]
  const part = arrange(rows, parseTableQuery(asked, definition), definition)
  const posted = form && form.getAll('followUp').map(String)
  const ticked = listTicked(rows, part, { definition, value: ({ id }) => id, posted })
  const regions = [...new Set(rows.map(({ regionCode }) => regionCode))]
  const officers = (await listOfficersFor(args.context.site, regions)).map(({ accountId, name }) => ({ accountId, name }))
  const may = { mayAssign: hasDuty(viewer, 'followUps.assign'), mayDo: hasDuty(viewer, 'followUps.do') }
  return { viewer, shown, isMore, list: part, ticked, officers, to: String(form?.get('to') ?? ''), ...may }
}

export const loader = (args: LoaderFunctionArgs) => list(args, new URL(args.request.url).searchParams)

/** Gives those that are ticked to an officer, or shows another page with the same ticks. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  const again = () => list(args, turn ?? readShown(args.request), form)
  if (turn) return again()
  const assign = async () => {
    const viewer = await requireDuty(args, 'followUps.assign')
    const { followUp: followUpIds, to } = parseForm(form, assignForm)
    const given = await assignFollowUps(args.context.site, viewer, { followUpIds, to })
    return { given, ...(await list(args, readShown(args.request))) }
  }
  return respondBeside(args.request, assign, again)
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const given = answer && 'given' in answer ? (answer.given as { given: number; over: number }) : null
  return <FollowUpsPage {...useLoaderData<typeof loader>()} {...answer} given={given} refused={getRefused(answer)?.refused ?? null} />
}
