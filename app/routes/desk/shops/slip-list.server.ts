// The owners to whom slips can be issued, as their form lists them, and issuing them.
import type { ActionFunctionArgs } from '@remix-run/node'
import { askBack, runOnce } from '#app/http/idempotency.server.ts'
import { toPublicUrl } from '#app/http/public-address.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { toPrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { fieldsToRepeat } from '#app/modules/accounts/pages/void-slips.tsx'
import { needsSlip, shopSlipList, type SlipLine } from '#app/modules/shops/lists.ts'
import { findOwnerSlipsToVoid, issueOwnerSlips } from '#app/modules/shops/shops.server.ts'
import { invalidInput } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

/** Returns the page that is asked for, and which are ticked on all pages: those that were posted, at first those of the page who need one. */
export function loadSlipList(shops: readonly SlipLine[], asked: URLSearchParams, posted: FormData | null) {
  const list = arrange(shops, parseTableQuery(asked, shopSlipList), shopSlipList)
  const shown = new Set(list.rows)
  const ticked = listTicked(shops, list, {
    definition: shopSlipList,
    value: ({ id }) => id,
    isTicked: (shop) => shown.has(shop) && needsSlip(shop),
    posted: posted && posted.getAll('shop').map(String),
  })
  return { list, ticked }
}

/** Issues slips to the ticked, once; asks back before slips that can be used become void. */
export async function issueTicked(args: ActionFunctionArgs, form: FormData) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const [shopIds, voidsLive] = [form.getAll('shop').map(String), form.has('voids') && String(form.get('voids'))]
  if (shopIds.length === 0) throw invalidInput({ shop: ['请勾选要发登录条的店。'] })
  const { site } = args.context
  return runOnce({ site, viewer, request: args.request }, async () => {
    const voided = voidsLive ? null : await findOwnerSlipsToVoid(site, viewer, { shopIds })
    if (voided) return askBack({ voided, fields: fieldsToRepeat(form) })
    const { slips, withheld } = await issueOwnerSlips(site, viewer, { shopIds, voidsLive })
    const printed = slips.map((slip) => toPrintedSlip(slip, (code) => toPublicUrl(args, paths.slip(code))))
    return { slips: printed, withheld: withheld.map(({ why }) => why) }
  })
}
