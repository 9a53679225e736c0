// The one-time page on which the first administrator is set up.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { completeSignIn } from '#app/http/complete-sign-in.server.ts'
import { param } from '#app/http/params.server.ts'
import { findUselessAddress } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { isSetUpOpen, setUpAdministrator } from '#app/modules/accounts/accounts.server.ts'
import { setUpForm } from '#app/modules/accounts/sign-in-form.ts'
import { SetUpPage } from '#app/modules/accounts/pages/set-up-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '设立管理员 · 梯队' }]

export const loader = async (args: LoaderFunctionArgs) => ({
  isOpen: await isSetUpOpen(args.context.site, param(args, 'token')),
  address: findUselessAddress(args),
  script: islandUrl('plain-page.js'),
})

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const accountId = await setUpAdministrator(args.context.site, { token: param(args, 'token'), ...(await readForm(request, setUpForm)) })
    return completeSignIn(args, accountId, paths.desk())
  })

export default function SetUpRoute() {
  return <SetUpPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
