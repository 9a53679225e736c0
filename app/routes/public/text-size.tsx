// Keeps how large the reader wants the text.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { cookieOf } from '#app/cookies.ts'
import { pathText } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { ownPath, paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { textSizes } from '#app/ui/text-size.tsx'

const Chosen = z.object({ size: z.enum(textSizes), back: pathText().optional() })

export const loader = () => redirect(paths.home())

export const action = ({ request }: ActionFunctionArgs) =>
  respond(request, async () => {
    const { size, back } = await readForm(request, Chosen)
    return redirect(ownPath(back), { headers: { 'Set-Cookie': cookieOf('text', size, { seconds: 31_536_000, isForScripts: true }) } })
  })
