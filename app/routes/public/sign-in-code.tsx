// The second step of signing in: six figures from the authenticator, or a code from paper.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { letInAfterCode, whoOwesCode } from '#app/http/let-in.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { proveSecondStep } from '#app/modules/accounts/accounts.server.ts'
import { signInCodeForm } from '#app/modules/accounts/sign-in-form.ts'
import { SignInCodePage } from '#app/modules/accounts/pages/sign-in-code-page.tsx'
import { ownPath, paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '验证码 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const next = ownPath(new URL(asked.request.url).searchParams.get('next'))
  if (!(await whoOwesCode(asked))) throw redirect(paths.signIn(next))
  return { next, script: islandUrl('plain-page.js') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const accountId = await whoOwesCode(asked)
    if (!accountId) return redirect(paths.signIn())
    const { code, next } = await readForm(request, signInCodeForm)
    await proveSecondStep(asked.context.site, accountId, { code, address: asked.context.address })
    return letInAfterCode(asked, accountId, ownPath(next))
  })

export default function SignInCodeRoute() {
  return <SignInCodePage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
