// The revisions of a file, also of one that was deleted: who saved when, what changed since, and bringing one back.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isTextFile } from '#app/modules/studio/blocks.ts'
import { readSequence, revisionForm } from '#app/modules/studio/editor/file-form.ts'
import { RevisionsPage } from '#app/modules/studio/history/revisions-page.tsx'
import writingCss from '#app/modules/studio/editor/writing.css?url'
import { bringBack, readFileHistory } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = () => [...deskLinks(), { rel: 'stylesheet', href: writingCss }]
export const meta = () => [{ title: '以前的稿 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const { site } = args.context
  const file = { versionId: param(args, 'version'), name: param(args, 'name') }
  const at = new URL(args.request.url).searchParams.get('at')
  return throwRefusals(async () => ({ viewer, view: await readFileHistory(site, viewer, { ...file, at: readSequence(at) }) }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const file = { versionId: param(args, 'version'), name: param(args, 'name') }
    const { sequence } = await readForm(request, revisionForm)
    await bringBack(args.context.site, viewer, { ...file, sequence })
    return redirect(isTextFile(file.name) ? `${paths.studioFile(file.versionId, file.name)}?saved` : paths.studioMedia(file.versionId))
  })

export default function Route() {
  return <RevisionsPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
