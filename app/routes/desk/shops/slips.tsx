// Slips for shop owners: issued with one button, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { askBack, newIdempotencyKey, runOnce } from '#app/http/idempotency.server.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { toPrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { fieldsToRepeat } from '#app/modules/accounts/pages/void-slips.tsx'
import { shopSlipList } from '#app/modules/shops/lists.ts'
import { ShopSlipsPage } from '#app/modules/shops/pages/shop-slips-page.tsx'
import { findOwnerSlipsToVoid, issueOwnerSlips, listShopsForSlips } from '#app/modules/shops/shops.server.ts'
import { invalidInput } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange, tickedElsewhere } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
export const links = deskLinks
export const meta = () => [{ title: '店主登录条 · 梯队' }]
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const shops = await listShopsForSlips(args.context.site, viewer)
  const list = arrange(shops, parseTableQuery(new URL(args.request.url).searchParams, shopSlipList), shopSlipList)
  const elsewhere = tickedElsewhere(shops, list, { definition: shopSlipList, value: ({ id }) => id })
  return { viewer, press: newIdempotencyKey(), list, elsewhere, address: findUselessAddress(args) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const form = await readFormData(request)
    const shopIds = form.getAll('shop').map(String)
    const voidsLive = form.has('voids') && String(form.get('voids'))
    if (shopIds.length === 0) throw invalidInput({ shop: ['请勾选要发登录条的店。'] })
    const { site } = args.context
    return runOnce({ site, viewer, request }, async () => {
      const voided = voidsLive ? null : await findOwnerSlipsToVoid(site, viewer, { shopIds })
      if (voided) return askBack({ voided, fields: fieldsToRepeat(form) })
      const { slips, withheld } = await issueOwnerSlips(site, viewer, { shopIds, voidsLive })
      return {
        slips: slips.map((slip) => toPrintedSlip(slip, (code) => toPublicUrl(args, paths.slip(code)))),
        withheld: withheld.map(({ why }) => why),
      }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <ShopSlipsPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      asked={answer && 'voided' in answer ? answer : null}
      issued={answer && 'slips' in answer ? answer : null}
      refused={getRefused(answer)?.refused ?? null}
    />
  )
}
