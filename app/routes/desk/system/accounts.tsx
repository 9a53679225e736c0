// The administrator's desk for accounts: who may sign in, and in which roles.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { AccountsPage } from '#app/modules/accounts/pages/accounts-page.tsx'
import { parsePosition } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

async function find(args: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string) {
  const viewer = await requireDuty(args, 'accounts.manage')
  return { viewer, search, ...(await accountDesk.searchAccounts(args.context.site, viewer, { search, position: parsePosition(given) })) }
}

export const loader = (args: LoaderFunctionArgs) => find(args, new URL(args.request.url).searchParams, '')

/** A search is posted, so that the name or number is in no URL, and so in no history and no log. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  return find(args, form, readSearch(form))
}

export default function Route() {
  return <AccountsPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
