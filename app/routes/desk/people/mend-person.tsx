// Mends what the register has of one person, with a reason.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listCorrectionPlaces, mendPerson, readPersonToMend } from '#app/modules/households/households.server.ts'
import { mendForm } from '#app/modules/households/mend-form.ts'
import { MendPage } from '#app/modules/households/pages/mend-page.tsx'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '更正资料 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'households.correct')
  const { site } = args.context
  const { home, ...person } = await throwRefusals(() => readPersonToMend(site, viewer, param(args, 'person')))
  const today = toDay(site.now())
  const choices = home ? [] : listCorrectionPlaces(viewer, { countyCode: site.programme.west.county }, today)
  return { viewer, person, home, choices, place: formatPlace(person.regionCode, today).join(' ') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'households.correct')
    const personId = param(args, 'person')
    await mendPerson(args.context.site, viewer, personId, await readForm(request, mendForm))
    return redirect(paths.personAfter(personId, 'mended', null))
  })

export default function Route() {
  return <MendPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
