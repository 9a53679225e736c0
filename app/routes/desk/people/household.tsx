// One household: its places, members, registration and monitoring as spells, with what was believed when; and correcting them.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { householdForm } from '#app/modules/households/household-form.ts'
import { correctHousehold, placesToCorrectTo, readHousehold } from '#app/modules/households/households.server.ts'
import { HouseholdPage } from '#app/modules/households/pages/household-page.tsx'
import { pathOf, placeOf, spokenName } from '#app/modules/regions/regions.server.ts'
import { reportAround } from '#app/modules/reports/policy.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '户 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const household = await orRefuse(() => readHousehold(site, viewer, param(asked, 'household')))
  const around = reportAround(viewer, household)
  const today = dayOf(site.now())
  return {
    viewer,
    why: around && paths.whyHousehold(household.id, `?region=${around}`),
    household,
    place: pathOf(household.regionCode, today).slice(2).map(spokenName).join(' '),
    residences: household.residences.map((spell) => ({ ...spell, place: placeOf(spell.regionCode, today).join(' ') })),
    choices: household.canCorrect ? placesToCorrectTo(viewer, household, today) : [],
    corrected: new URL(asked.request.url).searchParams.has('corrected'),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'households.correct')
    const householdId = param(asked, 'household')
    const { from, to, reason, ...corrected } = await readForm(request, householdForm)
    await correctHousehold(asked.context.site, viewer, { householdId, from, to, reason, corrected })
    return redirect(`${paths.household(householdId)}?corrected`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <HouseholdPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
