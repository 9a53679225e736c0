// The administrator's desk for accounts: who may sign in, and in which roles.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { newIdempotencyKey, runOnce } from '#app/http/idempotency.server.ts'
import { toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountForm } from '#app/modules/accounts/account-form.ts'
import { listAccounts, manageAccounts } from '#app/modules/accounts/accounts.server.ts'
import { AccountsPage } from '#app/modules/accounts/pages/accounts-page.tsx'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { listChildren, getPath } from '#app/modules/regions/regions.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const { site } = args.context
  const today = toDay(site.now())
  const { county } = site.programme.west
  const places = [county, ...listChildren(county, today).map(({ code }) => code)]
  return {
    viewer,
    press: newIdempotencyKey(),
    accounts: await listAccounts(site, viewer),
    places: places.map((code) => ({ code, name: getPath(code, today).slice(2).join(' ') })),
    cohorts: (await listCohorts(site, viewer)).map((cohort) => ({ id: cohort.id, name: formatCohort(cohort) })),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'accounts.manage')
    const form = await readForm(request, accountForm)
    const { site } = args.context
    return runOnce({ site, viewer, request }, async () => {
      const { slipPath, expiresAt } = (await manageAccounts(site, viewer, form)) ?? { slipPath: null, expiresAt: null }
      return { done: form.do, expiresAt, link: slipPath && toPublicUrl(request, slipPath) }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <AccountsPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      done={answer && 'done' in answer ? answer : null}
      refused={getRefused(answer)}
    />
  )
}
