// Rosters: hand one in, and those handed in before.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { postedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { RostersPage } from '#app/modules/rosters/pages/rosters-page.tsx'
import { handInRoster, listRosters, previewRoster, workOn } from '#app/modules/rosters/rosters.server.ts'
import { paths } from '#app/shell/paths.ts'
import { mostBytes, UnreadableFile } from '#app/spreadsheet/spreadsheet.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '花名册 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'rosters.import')
  const { site } = asked.context
  const open = (await listCohorts(site, viewer)).filter(({ state }) => !isOver(state))
  return {
    viewer,
    rosters: await listRosters(site, viewer),
    cohorts: open.map(({ id, number, name }) => ({ id, name: `第 ${number} 期 ${name}` })),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'rosters.import')
    const { site } = asked.context
    if (Number(request.headers.get('content-length')) > mostBytes + roomForTheForm) throw new UnreadableFile('too-large')
    const form = await formOf(request)
    const file = await postedFile(form, '请选一个花名册文件。')
    const importId = await handInRoster(site, viewer, { ...file, cohortId: String(form.get('cohort') ?? '') || null })
    await workOn(importId, () => previewRoster(site, viewer, { importId }))
    return redirect(paths.roster(importId))
  })

/** What a posted form adds around the file. */
const roomForTheForm = 64 * 1024

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RostersPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
