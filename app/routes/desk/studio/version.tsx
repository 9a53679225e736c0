// A version of a course: its lessons, its files, and what comes next.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { handleVersionForm } from '#app/modules/studio/studio.server.ts'
import { VersionPage } from '#app/modules/studio/pages/version-page.tsx'
import { versionForm } from '#app/modules/studio/studio-form.ts'
import { readVersion, readVersionHistory } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '课程的一版 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const [{ site }, id] = [args.context, param(args, 'version')]
    return { viewer, version: await readVersion(site, viewer, id), history: await readVersionHistory(site, viewer, id) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const order = await readForm(request, versionForm)
    const versionId = await handleVersionForm(args.context.site, viewer, param(args, 'version'), order)
    return redirect(order.do === 'begin' && order.file ? paths.studioFile(versionId, order.file) : paths.studioVersion(versionId))
  })

export default function Route() {
  return <VersionPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
