// Keeps how large the reader wants the text.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { pathText } from '#app/fields.ts'
import { readForm } from '#app/http/forms.server.ts'
import { whereSecure } from '#app/http/https.server.ts'
import { ownPath, paths } from '#app/http/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { textSizes } from '#app/ui/text-size.tsx'

const Chosen = z.object({ size: z.enum(textSizes), back: pathText().optional() })

export const loader = () => redirect(paths.home())

export const action = ({ request }: ActionFunctionArgs) =>
  respond(request, async () => {
    const { size, back } = await readForm(request, Chosen)
    return redirect(ownPath(back), { headers: { 'Set-Cookie': `text=${size}; Path=/; Max-Age=31536000; SameSite=Lax${whereSecure()}` } })
  })
