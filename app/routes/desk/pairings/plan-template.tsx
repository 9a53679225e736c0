// The template of the first 90 days: edited, compared with the running pairings, and published.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { PlanTemplatePage } from '#app/modules/pairings/pages/plan-template-page.tsx'
import { draftTemplate, publishTemplate, readTemplateImpact, loadCurrentTemplate } from '#app/modules/pairings/pairings.server.ts'
import { templateForm } from '#app/modules/pairings/plan/template-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '帮扶计划 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  return {
    viewer,
    template: await loadCurrentTemplate(args.context.site.read),
    isSaved: new URL(args.request.url).searchParams.has('saved'),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const { site } = args.context
    const { isPreview, toRunning, entry } = await readForm(request, templateForm)
    if (isPreview)
      return {
        draft: entry,
        toRunning,
        impact: await readTemplateImpact(site, viewer, await draftTemplate(site, { ...entry, why: entry.why || '先看看' })),
      }
    await publishTemplate(site, viewer, { ...entry, toRunning })
    return redirect(`${paths.planTemplate()}?saved`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <PlanTemplatePage
      {...useLoaderData<typeof loader>()}
      preview={answer && 'impact' in answer ? answer : null}
      refused={getRefused(answer)}
    />
  )
}
