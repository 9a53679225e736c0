// One account: its roles, one more of them, and its phone number by reason.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountForm } from '#app/modules/accounts/account-form.ts'
import { accountDesk, grantRole } from '#app/modules/accounts/accounts.server.ts'
import { parseGivenRole } from '#app/modules/accounts/new-account-form.ts'
import { DeskAccountPage } from '#app/modules/accounts/pages/desk-account-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const { site } = args.context
  const query = new URL(args.request.url).searchParams
  const role = parseGivenRole(query.get('role'))
  const account = await throwRefusals(() => accountDesk.readAccount(site, viewer, param(args, 'account')))
  return { viewer, account, role, done: query.get('done'), ...(await accountDesk.listRoleChoices(site, role)) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'accounts.manage')
    const form = await readForm(request, accountForm)
    const accountId = param(args, 'account')
    const { site } = args.context
    if (form.do === 'phone') return { phone: await accountDesk.revealPhone(site, viewer, { accountId, reason: form.reason }) }
    await grantRole(site, viewer, { accountId, ...form })
    throw redirect(`${paths.accountAtDesk(accountId)}?done=grant`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <DeskAccountPage
      {...useLoaderData<typeof loader>()}
      phone={answer && 'phone' in answer ? answer.phone : null}
      refused={getRefused(answer)}
    />
  )
}
