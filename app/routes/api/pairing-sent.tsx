// Receives a check-in or a message from an owner's phone, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { respondToPhone, handleCheckInForm, handleMessageForm } from '#app/http/phone-forms/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = () => redirect(paths.myShops())

export const action = (args: ActionFunctionArgs) =>
  respondToPhone(args, (viewer, form) =>
    (form.get('what') === 'message' ? handleMessageForm : handleCheckInForm)(args.context.site, viewer, param(args, 'pairing'), form),
  )
