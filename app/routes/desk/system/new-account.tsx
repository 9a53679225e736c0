// A new account: the role, what it needs, and the one-time link.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { newIdempotencyKey, runOnce } from '#app/http/idempotency.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { newAccountForm, parseGivenRole } from '#app/modules/accounts/new-account-form.ts'
import { accountDesk, createUser } from '#app/modules/accounts/accounts.server.ts'
import { NewAccountPage } from '#app/modules/accounts/pages/new-account-page.tsx'
import { present } from '#app/present.ts'

export const links = deskLinks
export const meta = () => [{ title: '新建账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const role = parseGivenRole(new URL(args.request.url).searchParams.get('role'))
  const choices = await accountDesk.listRoleChoices(args.context.site, role)
  return { viewer, press: newIdempotencyKey(), role, address: findUselessAddress(args), ...choices }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'accounts.manage')
    const user = await readForm(request, newAccountForm)
    const { site } = args.context
    return runOnce({ site, viewer, request }, async () => {
      const { slipPath, expiresAt } = await createUser(site, viewer, user)
      const url = toPublicUrl(args, present(slipPath, 'link of the new account'))
      return { link: { name: user.name, url, expiresAt: present(expiresAt, 'term of the link') } }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <NewAccountPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      link={answer && 'link' in answer ? answer.link : null}
      refused={getRefused(answer)}
    />
  )
}
