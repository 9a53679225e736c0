// Receives one form from the outbox of a phone, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { handlePhoneForm } from '#app/http/phone-forms/phone-forms.server.ts'
import { respondToPhone } from '#app/http/phone-forms/pairing-forms.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = () => redirect(paths.myShops())

export const action = (args: ActionFunctionArgs) => respondToPhone(args, (viewer, form) => handlePhoneForm(args.context.site, viewer, form))
