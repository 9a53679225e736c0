// One file of a version of a course: read, or written on. Works without scripts as a field of text; the editor is an island on it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isYamlFile } from '#app/modules/studio/blocks.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import exercisesCss from '#app/lesson/exercises.css?url'
import lessonCss from '#app/lesson/lesson.css?url'
import writingCss from '#app/modules/studio/editor/writing.css?url'
import { fileForm, readSequence } from '#app/modules/studio/editor/file-form.ts'
import { FilePage } from '#app/modules/studio/editor/pages/file-page.tsx'
import { editing } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'
import baseCss from '#app/ui/base.css?url'

export const links = () => [...deskLinks(), { rel: 'stylesheet', href: writingCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.view.title ?? '课文'} · 梯队` }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const file = { versionId: param(args, 'version'), name: param(args, 'name') }
  const { site } = args.context
  const asked = new URL(args.request.url).searchParams
  const view = await throwRefusals(() => editing.readEditor(site, viewer, file))
  return {
    viewer,
    view,
    look: await editing.previewInTime(site, viewer, view),
    styles: [baseCss, lessonCss, exercisesCss, ...(isYamlFile(file.name) ? [examCss] : [])],
    script: islandUrl('studio-editor.js'),
    isSaved: asked.has('saved'),
    mendedFrom: readSequence(asked.get('mended')),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const file = { versionId: param(args, 'version'), name: param(args, 'name') }
    const done = await editing.handleFileForm(args.context.site, viewer, file, await readForm(request, fileForm))
    if (done?.kind === 'conflict') return { conflict: done }
    return redirect(`${paths.studioFile(file.versionId, file.name)}?${done ? `mended=${done.before}` : 'saved'}`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const conflict = answer && 'conflict' in answer ? answer.conflict : null
  return <FilePage {...useLoaderData<typeof loader>()} conflict={conflict} refused={getRefused(answer)} />
}
