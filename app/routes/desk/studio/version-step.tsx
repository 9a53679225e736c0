// A step of a version: what it does, and then the step itself.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { VersionStepPage } from '#app/modules/studio/pages/version-step-page.tsx'
import { parseVersionStep } from '#app/modules/studio/studio-form.ts'
import { readVersionStep, takeVersionStep } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '课程的一版 · 梯队' }]

const which = (args: LoaderFunctionArgs) => ({ versionId: param(args, 'version'), step: parseVersionStep(param(args, 'step')) })

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    return { viewer, view: await readVersionStep(args.context.site, viewer, which(args)) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const entered = Object.fromEntries(await readFormData(request))
    await takeVersionStep(args.context.site, viewer, { ...which(args), entered })
    return redirect(paths.studioVersion(param(args, 'version')))
  })

export default function Route() {
  return <VersionStepPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
