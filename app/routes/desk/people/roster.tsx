// One roster: the result of each row in the preview, the choice, and what was done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { importChoices, parseOutcome } from '#app/importing/outcomes.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { RosterPage } from '#app/modules/rosters/pages/roster-page.tsx'
import { acceptRoster, openRoster, cancelRosterImport, discardRoster, runInBackground } from '#app/modules/rosters/rosters.server.ts'
import { parsePosition } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export const links = deskLinks
export const meta = () => [{ title: '花名册预览 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'rosters.import')
  const { site } = args.context
  const query = new URL(args.request.url).searchParams
  const shown = { outcome: parseOutcome(query.get('rows')), position: parsePosition(query) }
  const roster = await throwRefusals(() => openRoster(site, viewer, { importId: param(args, 'roster'), ...shown }))
  const cohort = roster.cohortId ? (await listCohorts(site, viewer)).find(({ id }) => id === roster.cohortId) : null
  return { viewer, roster, cohort: cohort ? formatCohort(cohort) : null }
}

const rosterForm = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take'), choice: z.enum(importChoices, '请选怎样导入。') }),
  z.object({ act: z.enum(['stop', 'withdraw']) }),
])

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'rosters.import')
    const importId = param(args, 'roster')
    const { site } = args.context
    const form = await readForm(request, rosterForm)
    if (form.act === 'take') await runInBackground(importId, () => acceptRoster(site, viewer, { importId, choice: form.choice }))
    else await (form.act === 'stop' ? cancelRosterImport : discardRoster)(site, viewer, { importId })
    return redirect(paths.roster(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RosterPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
