// Slips for shop owners: issued with one button, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { newIdempotencyKey } from '#app/http/idempotency.server.ts'
import { findUselessAddress } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ShopSlipsPage } from '#app/modules/shops/pages/shop-slips-page.tsx'
import { listShopsForSlips } from '#app/modules/shops/shops.server.ts'
import { issueTicked, loadSlipList } from './slip-list.server.ts'
export const links = deskLinks
export const meta = () => [{ title: '店主登录条 · 梯队' }]
async function list(args: LoaderFunctionArgs, asked: URLSearchParams, form: FormData | null = null) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const part = loadSlipList(await listShopsForSlips(args.context.site, viewer), asked, form)
  return { viewer, press: newIdempotencyKey(), ...part, address: findUselessAddress(args) }
}

export const loader = (args: LoaderFunctionArgs) => list(args, new URL(args.request.url).searchParams)

/** Issues slips, or shows another page with the same shops ticked. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  const again = () => list(args, turn ?? readShown(args.request), form)
  return turn ? again() : respondBeside(args.request, () => issueTicked(args, form), again)
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const turned = answer && 'list' in answer ? { list: answer.list, ticked: answer.ticked, press: answer.press } : null
  return (
    <ShopSlipsPage
      {...useLoaderData<typeof loader>()}
      {...turned}
      isRepeated={answer !== undefined && 'repeated' in answer}
      asked={answer && 'voided' in answer ? answer : null}
      issued={answer && 'slips' in answer ? answer : null}
      refused={getRefused(answer)?.refused ?? null}
    />
  )
}
