// Slips for a class: issued with one press, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { newPress, once } from '#app/http/press-once.server.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { claimsOf } from '#app/modules/accounts/accounts.server.ts'
import { toPrint } from '#app/modules/accounts/pages/printed-slips.tsx'
import { issueSlips, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { SlipsPage } from '#app/modules/cohorts/pages/slips-page.tsx'
import { slipsForm } from '#app/modules/cohorts/slips-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '登录条 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'slips.issue')
  const { site } = asked.context
  const cohort = await orRefuse(() => readCohort(site, viewer, param(asked, 'cohort')))
  const personIds = cohort.trainees.map(({ personId }) => personId)
  return { viewer, press: newPress(), cohort, claims: await claimsOf(site, personIds) }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'slips.issue')
    const order = { cohortId: param(asked, 'cohort'), ...(await readForm(request, slipsForm)) }
    const { site } = asked.context
    return once({ site, viewer, request }, async () => {
      const { slips, withheld } = await issueSlips(site, viewer, order)
      return {
        slips: slips.map((slip) => toPrint(slip, (code) => publicAddress(request, paths.slip(code)))),
        withheld: withheld.map(({ why }) => why),
      }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <SlipsPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      issued={answer && 'slips' in answer ? answer : null}
      refused={refusedIn(answer)}
    />
  )
}
