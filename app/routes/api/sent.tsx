// Takes what an owner's phone sends or has kept while it had no network: one form, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { takeOwnerForm } from '#app/http/owner-forms.server.ts'
import { acknowledge } from '#app/http/pairing-forms.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = () => redirect(paths.myShops())

export const action = (asked: ActionFunctionArgs) => acknowledge(asked, (viewer, form) => takeOwnerForm(asked.context.site, viewer, form))
