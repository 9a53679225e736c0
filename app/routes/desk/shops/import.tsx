// One list of shops: what each row would come to, taking it in, and what to do next.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { sayMoment } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { importChoices } from '#app/importing/outcomes.ts'
import { ShopImportPage } from '#app/modules/shops/pages/shop-import-page.tsx'
import { acceptShops, readShopImport } from '#app/modules/shops/shops.server.ts'
import { paths } from '#app/shell/paths.ts'
import { sayUnread } from '#app/spreadsheet/unread.ts'

export const links = deskLinks
export const meta = () => [{ title: '导入网店 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const list = await orRefuse(() => readShopImport(asked.context.site, viewer, param(asked, 'list')))
  return {
    viewer,
    list: {
      ...list,
      unread: list.unread.map(sayUnread),
      uploadedAt: sayMoment(list.uploadedAt),
      acceptedAt: list.acceptedAt && sayMoment(list.acceptedAt),
    },
  }
}

const Chosen = z.object({ choice: z.enum(importChoices, '请选退回的行怎么办。') })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const importId = param(asked, 'list')
    const { choice } = await readForm(request, Chosen)
    await acceptShops(asked.context.site, viewer, { importId, choice })
    return redirect(paths.shopImport(importId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <ShopImportPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)?.refused ?? null} />
}
