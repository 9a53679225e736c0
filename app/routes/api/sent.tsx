// Receives one form from the outbox of an owner's phone, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { handleOwnerForm } from '#app/http/owner-forms.server.ts'
import { respondToPhone } from '#app/http/pairing-forms.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = () => redirect(paths.myShops())

export const action = (args: ActionFunctionArgs) => respondToPhone(args, (viewer, form) => handleOwnerForm(args.context.site, viewer, form))
