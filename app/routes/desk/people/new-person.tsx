// Adds one person by hand. What is looked for and entered is posted, and so in no address.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listCorrectionPlaces } from '#app/modules/households/households.server.ts'
import { onePersonForm } from '#app/modules/rosters/one-person/one-person-form.ts'
import { NewPersonPage } from '#app/modules/rosters/pages/new-person-page.tsx'
import { handleOnePersonForm, listOpenCohorts } from '#app/modules/rosters/rosters.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '添加一个人 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'rosters.import')
  const { site } = args.context
  const today = toDay(site.now())
  const cohorts = await listOpenCohorts(site, viewer)
  const asked = new URL(args.request.url).searchParams.get('cohort') ?? ''
  const choices = listCorrectionPlaces(viewer, { countyCode: site.programme.west.county }, today)
  return { viewer, today, choices, cohorts, cohortId: cohorts.some(({ id }) => id === asked) ? asked : '' }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'rosters.import')
    const answer = await handleOnePersonForm(args.context.site, viewer, await readForm(request, onePersonForm))
    if (answer.kind === 'joined') return redirect(paths.cohort(answer.cohortId))
    if (answer.kind === 'added' || answer.kind === 'known')
      return redirect(paths.personAfter(answer.personId, answer.kind, answer.cohortId))
    if (answer.kind === 'looked') return answer
    return data({ ...answer, entered: Object.fromEntries(await readFormData(request)) as Record<string, string> }, 409)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const refused = getRefused(answer)
  const given = refused ? {} : (answer as object | undefined)
  return (
    <NewPersonPage
      {...useLoaderData<typeof loader>()}
      looked={null}
      alike={[]}
      entered={refused?.entered ?? {}}
      {...given}
      refused={refused}
    />
  )
}
