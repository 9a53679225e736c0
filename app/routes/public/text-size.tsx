// Stores the reader's text size.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { serialiseCookie } from '#app/cookies.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { toOwnPath, paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { textSizeForm } from '#app/ui/text-size-form.ts'

export const loader = () => redirect(paths.home())

export const action = ({ request }: ActionFunctionArgs) =>
  respond(request, async () => {
    const { size, back } = await readForm(request, textSizeForm)
    return redirect(toOwnPath(back), { headers: { 'Set-Cookie': serialiseCookie('text', size, { seconds: 31_536_000, isForScripts: true }) } })
  })
