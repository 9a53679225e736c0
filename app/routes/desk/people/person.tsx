// One person: the register's data with sensitive numbers masked; showing them in clear requires a reason and is logged.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { lookForm } from '#app/modules/households/pages/look-form.ts'
import { readPerson, unmask } from '#app/modules/households/households.server.ts'
import { PersonNotice, PersonPage } from '#app/modules/households/pages/person-page.tsx'
import { getPath, placeRows, toSpokenName } from '#app/modules/regions/regions.server.ts'
import { PipelineCard } from '#app/modules/talent/pages/pipeline-card.tsx'
import { readPipelineStatus } from '#app/modules/talent/talent.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '人员 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'households.see')
  const { site } = args.context
  const person = await throwRefusals(() => readPerson(site, viewer, param(args, 'person')))
  const today = toDay(site.now())
  // The residence of somebody in a household is on the household's page.
  const residences = person.hasHousehold ? [] : placeRows(person.residences, today)
  const { searchParams } = new URL(args.request.url)
  return {
    viewer,
    done: (['added', 'known', 'mended'] as const).find((what) => searchParams.has(what)) ?? null,
    cohortId: searchParams.get('cohort')?.match(/^[\w-]{1,60}$/)?.[0] ?? null,
    pipelineStatus: await readPipelineStatus(site, viewer, param(args, 'person')),
    person: { ...person, residences },
    place: getPath(person.regionCode, today).slice(2).map(toSpokenName).join(' '),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'persons.unmask')
    const { field, reason } = await readForm(request, lookForm)
    return { field, shown: await unmask(args.context.site, viewer, { personId: param(args, 'person'), field, reason }) }
  })

export default function Route() {
  const { pipelineStatus, done, cohortId, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const shown = answer && 'shown' in answer ? answer : null
  return (
    <PersonPage {...page} shown={shown} refused={getRefused(answer)} notice={done && <PersonNotice done={done} cohortId={cohortId} />}>
      <PipelineCard personId={page.person.id} status={pipelineStatus} />
    </PersonPage>
  )
}
