// What ends something for an account, or gives it back: first what it touches, then it is done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { newIdempotencyKey, runOnce } from '#app/http/idempotency.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountStepForm, parseAccountStep } from '#app/modules/accounts/account-step-form.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { AccountStepPage } from '#app/modules/accounts/pages/account-step-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const { step, account } = await throwRefusals(async () => ({
    step: parseAccountStep(param(args, 'step')),
    account: await accountDesk.readAccount(args.context.site, viewer, param(args, 'account')),
  }))
  const asked = new URL(args.request.url).searchParams.get('grant')
  const grant = account.grants.find(({ id }) => id === asked) ?? null
  if (step === 'revoke' && !grant && args.request.method === 'GET') throw redirect(paths.accountAtDesk(account.id))
  return { viewer, press: newIdempotencyKey(), account, step, grant, address: findUselessAddress(args) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'accounts.manage')
    const [accountId, step] = [param(args, 'account'), parseAccountStep(param(args, 'step'))]
    const form = await readForm(request, accountStepForm)
    const { site } = args.context
    return runOnce({ site, viewer, request }, async () => {
      const { name } = await accountDesk.readAccount(site, viewer, accountId)
      const issued = await accountDesk.stepAccount(site, viewer, { accountId, step, ...form })
      if (!issued?.slipPath || !issued.expiresAt) throw redirect(`${paths.accountAtDesk(accountId)}?done=${step}`)
      return { link: { name, url: toPublicUrl(args, issued.slipPath), expiresAt: issued.expiresAt } }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <AccountStepPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      link={answer && 'link' in answer ? answer.link : null}
      refused={getRefused(answer)}
    />
  )
}
