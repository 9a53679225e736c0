// What changed in a version, with the remarks at its paragraphs.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ComparePage } from '#app/modules/studio/pages/compare-page.tsx'
import { pageMedia } from '#app/modules/studio/review/page-media.ts'
import { placeOf, readCompareChoice, toComparePath } from '#app/modules/studio/review/remark-place.ts'
import { remarkForm } from '#app/modules/studio/studio-form.ts'
import { addRemark, answerRemark, compareVersions, listVersionRemarks, readVersion } from '#app/modules/studio/studio.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '改了什么 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const [{ site }, versionId] = [args.context, param(args, 'version')]
    const choice = readCompareChoice(new URL(args.request.url).searchParams)
    const [version, compared, remarks] = await Promise.all([
      readVersion(site, viewer, versionId),
      compareVersions(site, viewer, { versionId, ...choice }),
      listVersionRemarks(site, viewer, versionId),
    ])
    return { viewer, version, against: compared.against, ...pageMedia(compared.files, choice.mediaPage), remarks, choice }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const order = await readForm(request, remarkForm)
    const versionId = param(args, 'version')
    if (order.do === 'remark') await addRemark(args.context.site, viewer, { versionId, ...order })
    else await answerRemark(args.context.site, viewer, order)
    const place = order.do === 'remark' ? placeOf(order.name, order.block) : `remark-${order.remarkId}`
    return redirect(toComparePath(versionId, { ...readCompareChoice(new URL(request.url).searchParams), at: undefined }, place))
  })

export default function Route() {
  return <ComparePage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
