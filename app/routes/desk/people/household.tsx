// One household: its places, members, registration and monitoring as spells, with what was believed when; and
// corrections of them.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { householdForm } from '#app/modules/households/household-form.ts'
import { correctHousehold, listCorrectionPlaces, readHousehold } from '#app/modules/households/households.server.ts'
import { HouseholdPage } from '#app/modules/households/pages/household-page.tsx'
import { getPath, placeRows, toSpokenName } from '#app/modules/regions/regions.server.ts'
import { findReportRegion } from '#app/modules/reports/policy.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '户 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'households.see')
  const { site } = args.context
  const household = await throwRefusals(() => readHousehold(site, viewer, param(args, 'household')))
  const around = findReportRegion(viewer, household)
  const today = toDay(site.now())
  return {
    viewer,
    why: around && paths.whyHousehold(household.id, `?region=${around}`),
    household,
    place: getPath(household.regionCode, today).slice(2).map(toSpokenName).join(' '),
    residences: placeRows(household.residences, today),
    choices: household.canCorrect ? listCorrectionPlaces(viewer, household, today) : [],
    corrected: new URL(args.request.url).searchParams.has('corrected'),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'households.correct')
    const householdId = param(args, 'household')
    const { from, to, reason, ...corrected } = await readForm(request, householdForm)
    await correctHousehold(args.context.site, viewer, { householdId, from, to, reason, corrected })
    return redirect(`${paths.household(householdId)}?corrected`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <HouseholdPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
