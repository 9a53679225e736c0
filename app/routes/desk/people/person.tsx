// One person: what the register knows, sensitive numbers masked; looking at them asks for a reason and is logged.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dayOf } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readPerson, unmask } from '#app/modules/households/households.server.ts'
import { PersonPage } from '#app/modules/households/pages/person-page.tsx'
import { pathOf, placeOf, spokenName } from '#app/modules/regions/regions.server.ts'
import { StandingCard } from '#app/modules/talent/pages/standing-card.tsx'
import { readStanding } from '#app/modules/talent/talent.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '人员 · 梯队' }]

const lookForm = z.object({
  field: z.enum(['idNumber', 'phone'], '请选要看哪一项。'),
  reason: z.string().max(200, '原因请不超过 200 字。'),
})

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const person = await orRefuse(() => readPerson(site, viewer, param(asked, 'person')))
  const today = dayOf(site.now())
  // Where somebody of a household counts as living stands with the household.
  const residences = person.hasHousehold
    ? []
    : person.residences.map((spell) => ({ ...spell, place: placeOf(spell.regionCode, today).join(' ') }))
  return {
    viewer,
    standing: await readStanding(site, viewer, param(asked, 'person')),
    person: { ...person, residences },
    place: pathOf(person.regionCode, today).slice(2).map(spokenName).join(' '),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'persons.unmask')
    const { field, reason } = await readForm(request, lookForm)
    return { field, shown: await unmask(asked.context.site, viewer, { personId: param(asked, 'person'), field, reason }) }
  })

export default function Route() {
  const { standing, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const shown = answer && 'shown' in answer ? answer : null
  return (
    <PersonPage {...page} shown={shown} refused={refusedIn(answer)}>
      <StandingCard standing={standing} />
    </PersonPage>
  )
}
