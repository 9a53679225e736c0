// Sign in with a phone number and a password or PIN.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { letIn } from '#app/http/let-in.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import { signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import { signInForm } from '#app/modules/accounts/sign-in-form.ts'
import { SignInPage } from '#app/modules/accounts/pages/sign-in-page.tsx'
import { ownPath } from '#app/shell/paths.ts'

export const meta = () => [{ title: '登录 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const query = new URL(asked.request.url).searchParams
  const next = ownPath(query.get('next'))
  if (await whoAsks(asked)) throw redirect(next)
  return { next, ended: query.get('ended'), hasLeft: query.has('out'), script: islandUrl('plain-page.js') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const { next, ...tried } = await readForm(request, signInForm)
    const { site, address } = asked.context
    return letIn(asked, await signInByPhone(site, { ...tried, address }), ownPath(next))
  })

export default function SignInRoute() {
  return <SignInPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
