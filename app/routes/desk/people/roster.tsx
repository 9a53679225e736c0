// One roster: the result of each row in the preview, the choice, and what was done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { parseRowFilter } from '#app/importing/outcomes.ts'
import { rosterForm } from '#app/modules/rosters/roster-form.ts'
import { RosterPage } from '#app/modules/rosters/pages/roster-page.tsx'
import {
  acceptRoster,
  assignRoster,
  cancelRosterImport,
  findRosterCohort,
  listOpenCohorts,
  openRoster,
  previewRoster,
  runInBackground,
} from '#app/modules/rosters/rosters.server.ts'
import { parsePosition } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '花名册预览 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'rosters.import')
  const { site } = args.context
  const query = new URL(args.request.url).searchParams
  const shown = { outcome: parseRowFilter(query.get('rows')), position: parsePosition(query) }
  const roster = await throwRefusals(() => openRoster(site, viewer, { importId: param(args, 'roster'), ...shown }))
  const cohort = await findRosterCohort(site, viewer, roster)
  return { viewer, roster, cohort, cohorts: await listOpenCohorts(site, viewer), isAssigned: query.has('assigned') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'rosters.import')
    const importId = param(args, 'roster')
    const { site } = args.context
    const form = await readForm(request, rosterForm)
    if (form.act === 'stop') await cancelRosterImport(site, viewer, { importId })
    else if (form.act === 'take' && (form.cohort ?? form.into) === form.into)
      await runInBackground(importId, () => acceptRoster(site, viewer, { importId, choice: form.choice, into: form.into }))
    else {
      await assignRoster(site, viewer, { importId, cohortId: form.cohort || null })
      await runInBackground(importId, () => previewRoster(site, viewer, { importId }))
      if (form.act === 'take') return redirect(`${paths.roster(importId)}?assigned`)
    }
    return redirect(paths.roster(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RosterPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
