// Discarding a roster: what is lost, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { RosterDiscardPage } from '#app/modules/rosters/pages/roster-discard-page.tsx'
import { discardRoster, readDiscardableRoster } from '#app/modules/rosters/rosters.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '作废花名册 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'rosters.import')
  return { viewer, roster: await throwRefusals(() => readDiscardableRoster(args.context.site, viewer, param(args, 'roster'))) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async () => {
    const viewer = await requireDuty(args, 'rosters.import')
    const importId = param(args, 'roster')
    await discardRoster(args.context.site, viewer, { importId })
    return redirect(paths.roster(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RosterDiscardPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
