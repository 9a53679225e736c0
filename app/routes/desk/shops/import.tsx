// One list of shops: the result of each row in the preview, importing it, and what to do next.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatMoment } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { importChoices, parseRowFilter } from '#app/importing/outcomes.ts'
import { ShopImportPage } from '#app/modules/shops/pages/shop-import-page.tsx'
import { shopLists } from '#app/modules/shops/shops.server.ts'
import { parsePosition } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
import { formatUnread } from '#app/spreadsheet/unread.ts'

export const links = deskLinks
export const meta = () => [{ title: '导入网店 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const query = new URL(args.request.url).searchParams
  const shown = { outcome: parseRowFilter(query.get('rows')), position: parsePosition(query) }
  const list = await throwRefusals(() => shopLists.readShopImportPage(args.context.site, viewer, param(args, 'list'), shown))
  return {
    viewer,
    list: {
      ...list,
      unread: list.unread.map(formatUnread),
      uploadedAt: formatMoment(list.uploadedAt),
      acceptedAt: list.acceptedAt && formatMoment(list.acceptedAt),
    },
  }
}

const Chosen = z.object({ choice: z.enum(importChoices, '请选退回的行怎么办。') })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const importId = param(args, 'list')
    const { choice } = await readForm(request, Chosen)
    await shopLists.acceptShopList(args.context.site, viewer, { importId, choice })
    return redirect(paths.shopImport(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopImportPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)?.refused ?? null} />
}
