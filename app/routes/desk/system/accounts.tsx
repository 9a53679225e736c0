// The administrator's desk for accounts: who may sign in, and in which roles.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { accountList } from '#app/modules/accounts/pages/account-columns.ts'
import { AccountsPage } from '#app/modules/accounts/pages/accounts-page.tsx'
import { parsePosition } from '#app/paging.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const lines = await accountDesk.listAccountLines(args.context.site, viewer)
  return { viewer, list: arrange(lines, parseTableQuery(new URL(args.request.url).searchParams, accountList), accountList) }
}

/** A search is posted, so that the name or number is in no URL, and so in no history and no log. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  const form = await throwRefusals(() => readFormData(args.request))
  const asked = { search: readSearch(form), position: parsePosition(form) }
  return { search: asked.search, ...(await accountDesk.searchAccounts(args.context.site, viewer, asked)) }
}

export default function Route() {
  return <AccountsPage {...useLoaderData<typeof loader>()} found={useActionData<typeof action>() ?? null} />
}
