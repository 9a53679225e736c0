// One's own account: the secret, where one is signed in, the size of the text, and who has looked at my data.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { openSessionAnew } from '#app/http/let-in.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import {
  agreeToOwnShops,
  askForSlip,
  changeSecret,
  endSessions,
  listOwnSessions,
  offeredSecondStep,
  readOwnAccount,
  slipsIssuedForMe,
} from '#app/modules/accounts/accounts.server.ts'
import { AccountPage } from '#app/modules/accounts/pages/account-page.tsx'
import { ownAccountForm } from '#app/modules/accounts/own-account-form.ts'
import { looksAtMe } from '#app/modules/households/households.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { ownPath, paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '我的账号 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const looks = await looksAtMe(site, viewer)
  const own = await readOwnAccount(site, viewer)
  const sessions = await listOwnSessions(site, viewer, asked.request)
  const secondStep = await offeredSecondStep(site, viewer)
  const query = new URL(asked.request.url).searchParams
  const slips = await slipsIssuedForMe(site, viewer)
  const slipThen = query.has('slipThen') ? ownPath(query.get('slipThen')) : null
  return { viewer, own, looks, slips, slipThen, sessions, secondStep, done: query.get('done'), script: islandUrl('plain-page.js') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site, address } = asked.context
    const form = await readForm(request, ownAccountForm)
    if (form.do === 'secret') {
      await changeSecret(site, viewer, { old: form.old, next: form.next, address })
      return openSessionAnew(asked, viewer.accountId, `${paths.account()}?done=secret`)
    }
    if (form.do === 'endSession') await endSessions(site, viewer, { id: form.session })
    else if (form.do === 'endOthers') await endSessions(site, viewer, { allBut: request })
    else if (form.do === 'askForSlip') await askForSlip(site, viewer)
    else await agreeToOwnShops(site, viewer)
    return redirect(`${paths.account()}?done=${form.do}`)
  })

export default function AccountRoute() {
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  return <AccountPage {...useLoaderData<typeof loader>()} textSize={textSize} refused={refusedIn(useActionData<typeof action>())} />
}
