// One roster: what each row would come to, the choice, and what was done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { importChoices, readOutcome } from '#app/importing/outcomes.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { RosterPage } from '#app/modules/rosters/pages/roster-page.tsx'
import { acceptRoster, openRoster, stopRoster, withdrawRoster, workOn } from '#app/modules/rosters/rosters.server.ts'
import { positionOf } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '花名册预览 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'rosters.import')
  const { site } = asked.context
  const query = new URL(asked.request.url).searchParams
  const shown = { outcome: readOutcome(query.get('rows')), position: positionOf(query) }
  const roster = await orRefuse(() => openRoster(site, viewer, { importId: param(asked, 'roster'), ...shown }))
  const cohort = roster.cohortId ? (await listCohorts(site, viewer)).find(({ id }) => id === roster.cohortId) : null
  return { viewer, roster, cohort: cohort ? `第 ${cohort.number} 期 ${cohort.name}` : null }
}

const rosterForm = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take'), choice: z.enum(importChoices, '请选怎样导入。') }),
  z.object({ act: z.enum(['stop', 'withdraw']) }),
])

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'rosters.import')
    const importId = param(asked, 'roster')
    const { site } = asked.context
    const form = await readForm(request, rosterForm)
    if (form.act === 'take') await workOn(importId, () => acceptRoster(site, viewer, { importId, choice: form.choice }))
    else await (form.act === 'stop' ? stopRoster : withdrawRoster)(site, viewer, { importId })
    return redirect(paths.roster(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RosterPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
