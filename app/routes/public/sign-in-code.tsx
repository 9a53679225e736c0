// The second step of signing in: six digits from the authenticator, or a recovery code from paper.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { completeSecondStep, findPendingSignIn } from '#app/http/complete-sign-in.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { verifySecondStep } from '#app/modules/sessions/sessions.server.ts'
import { signInCodeForm } from '#app/modules/sessions/sign-in-code-form.ts'
import { SignInCodePage } from '#app/modules/sessions/pages/sign-in-code-page.tsx'
import { toOwnPath, paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '验证码 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const next = toOwnPath(new URL(args.request.url).searchParams.get('next'))
  if (!(await findPendingSignIn(args))) throw redirect(paths.signIn(next))
  return { next, script: islandUrl('plain-page.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const accountId = await findPendingSignIn(args)
    if (!accountId) return redirect(paths.signIn())
    const { code, next } = await readForm(request, signInCodeForm)
    await verifySecondStep(args.context.site, accountId, { code, address: args.context.address })
    return completeSecondStep(args, accountId, toOwnPath(next))
  })

export default function SignInCodeRoute() {
  return <SignInCodePage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
