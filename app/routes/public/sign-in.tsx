// Signs in with a phone number and a password or PIN.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { completeSignIn } from '#app/http/complete-sign-in.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { getViewer } from '#app/http/viewer.server.ts'
import { signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import { signInForm } from '#app/modules/accounts/sign-in-form.ts'
import { SignInPage } from '#app/modules/accounts/pages/sign-in-page.tsx'
import { toOwnPath } from '#app/shell/paths.ts'

export const meta = () => [{ title: '登录 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const query = new URL(args.request.url).searchParams
  const next = toOwnPath(query.get('next'))
  if (await getViewer(args)) throw redirect(next)
  return { next, ended: query.get('ended'), hasLeft: query.has('out'), script: islandUrl('plain-page.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const { next, ...tried } = await readForm(request, signInForm)
    const { site, address } = args.context
    return completeSignIn(args, await signInByPhone(site, { ...tried, address }), toOwnPath(next))
  })

export default function SignInRoute() {
  return <SignInPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
