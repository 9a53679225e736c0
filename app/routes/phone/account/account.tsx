// One's own account: the secret, active sessions, text size, and who has looked at one's data.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { renewSession } from '#app/http/complete-sign-in.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { agreeToOwnShops, requestSlip, changeSecret, readOwnAccount, listSlipsIssuedForMe } from '#app/modules/accounts/accounts.server.ts'
import { endOwnSessions, listOwnSessions, readOfferedSecondStep } from '#app/modules/sessions/sessions.server.ts'
import { AccountPage } from '#app/modules/accounts/pages/account-page.tsx'
import { ownAccountForm } from '#app/modules/accounts/own-account-form.ts'
import { listOwnDisclosures } from '#app/modules/households/households.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { toOwnPath, paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '我的账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const disclosures = await listOwnDisclosures(site, viewer)
  const own = await readOwnAccount(site, viewer)
  const sessions = await listOwnSessions(site, viewer, args.request)
  const secondStep = await readOfferedSecondStep(site, viewer)
  const query = new URL(args.request.url).searchParams
  const slips = await listSlipsIssuedForMe(site, viewer)
  const slipThen = query.has('slipThen') ? toOwnPath(query.get('slipThen')) : null
  return { viewer, own, disclosures, slips, slipThen, sessions, secondStep, done: query.get('done'), script: islandUrl('plain-page.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const { site, address } = args.context
    const form = await readForm(request, ownAccountForm)
    if (form.do === 'secret') {
      await changeSecret(site, viewer, { old: form.old, next: form.next, address })
      return renewSession(args, viewer.accountId, `${paths.account()}?done=secret`)
    }
    if (form.do === 'endSession') await endOwnSessions(site, viewer, { id: form.session })
    else if (form.do === 'endOthers') await endOwnSessions(site, viewer, { allBut: request })
    else if (form.do === 'askForSlip') await requestSlip(site, viewer)
    else await agreeToOwnShops(site, viewer)
    return redirect(`${paths.account()}?done=${form.do}`)
  })

export default function AccountRoute() {
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  return <AccountPage {...useLoaderData<typeof loader>()} textSize={textSize} refused={getRefused(useActionData<typeof action>())} />
}
