// The administrator's desk for accounts: who may sign in, as what.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { newPress, once } from '#app/http/press-once.server.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountForm } from '#app/modules/accounts/account-form.ts'
import { listAccounts, manageAccounts } from '#app/modules/accounts/accounts.server.ts'
import { AccountsPage } from '#app/modules/accounts/pages/accounts-page.tsx'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { childrenOf, pathOf } from '#app/modules/regions/regions.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'accounts.manage')
  const { site } = asked.context
  const today = dayOf(site.now())
  const { county } = site.programme.west
  const places = [county, ...childrenOf(county, today).map(({ code }) => code)]
  return {
    viewer,
    press: newPress(),
    accounts: await listAccounts(site, viewer),
    places: places.map((code) => ({ code, name: pathOf(code, today).slice(2).join(' ') })),
    cohorts: (await listCohorts(site, viewer)).map(({ id, number, name }) => ({ id, name: `第 ${number} 期 ${name}` })),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'accounts.manage')
    const form = await readForm(request, accountForm)
    const { site } = asked.context
    return once({ site, viewer, request }, async () => {
      const { slipPath, expiresAt } = (await manageAccounts(site, viewer, form)) ?? { slipPath: null, expiresAt: null }
      return { done: form.do, expiresAt, link: slipPath && publicAddress(request, slipPath) }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <AccountsPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      done={answer && 'done' in answer ? answer : null}
      refused={refusedIn(answer)}
    />
  )
}
