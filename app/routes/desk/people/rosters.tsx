// Rosters: upload one, and earlier uploads.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { rosterList } from '#app/modules/rosters/pages/roster-list.ts'
import { RostersPage } from '#app/modules/rosters/pages/rosters-page.tsx'
import { listOpenCohorts, uploadRoster, listRosters, previewRoster, runInBackground } from '#app/modules/rosters/rosters.server.ts'
import { paths } from '#app/shell/paths.ts'
import { maxBytes, UnreadableFile } from '#app/spreadsheet/spreadsheet.server.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '花名册 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'rosters.import')
  const { site } = args.context
  const { searchParams } = new URL(args.request.url)
  return {
    viewer,
    list: arrange(await listRosters(site, viewer), parseTableQuery(searchParams, rosterList), rosterList),
    cohorts: await listOpenCohorts(site, viewer),
    cohort: searchParams.get('cohort') ?? '',
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'rosters.import')
    const { site } = args.context
    if (Number(request.headers.get('content-length')) > maxBytes + roomForTheForm) throw new UnreadableFile('too-large')
    const form = await readFormData(request)
    const file = await getPostedFile(form, '请选一个花名册文件。')
    const importId = await uploadRoster(site, viewer, { ...file, cohortId: String(form.get('cohort') ?? '') || null })
    await runInBackground(importId, () => previewRoster(site, viewer, { importId }))
    return redirect(paths.roster(importId))
  })

/** Bytes that a posted form adds to the file. */
const roomForTheForm = 64 * 1024

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RostersPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
