// Accounts from Excel: preview, then create.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { newIdempotencyKey, runOnce } from '#app/http/idempotency.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { accountImportForm } from '#app/modules/accounts/imports/account-import-form.ts'
import { AccountImportPage } from '#app/modules/accounts/pages/account-import-page.tsx'
import { toPrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '从 Excel 建账号 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  return { viewer, press: newIdempotencyKey(), address: findUselessAddress(args) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'accounts.manage')
    const { site } = args.context
    const form = await readFormData(request)
    if (!form.get('press'))
      return { preview: await accountDesk.previewAccounts(site, viewer, (await getPostedFile(form, '请选一个名单文件。')).bytes) }
    const rows = await readForm(request, accountImportForm)
    return runOnce({ site, viewer, request }, async () => {
      const { created, left } = await accountDesk.createListedAccounts(site, viewer, rows)
      const slips = created.map(({ code, about, ...one }) =>
        toPrintedSlip({ ...one, about: [about], code }, (code) => toPublicUrl(args, paths.slip(code))),
      )
      return { created: { slips, left } }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <AccountImportPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      preview={answer && 'preview' in answer ? answer.preview : null}
      created={answer && 'created' in answer ? answer.created : null}
      refused={getRefused(answer)}
    />
  )
}
