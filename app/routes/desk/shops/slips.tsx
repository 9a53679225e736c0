// Slips for shop owners: issued with one press, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { newPress, once } from '#app/http/press-once.server.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { toPrint } from '#app/modules/accounts/pages/printed-slips.tsx'
import { ShopSlipsPage } from '#app/modules/shops/pages/shop-slips-page.tsx'
import { issueOwnerSlips, readRegister } from '#app/modules/shops/shops.server.ts'
import { wrongInput } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '店主登录条 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const shops = await readRegister(asked.context.site, viewer)
  return {
    viewer,
    press: newPress(),
    shops: shops
      .map(({ id, name, side, ownerName, isClaimed }) => ({ id, name, side, ownerName, isClaimed }))
      .sort((one, other) => Number(one.isClaimed) - Number(other.isClaimed)),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const shopIds = (await formOf(request)).getAll('shop').map(String)
    if (shopIds.length === 0) throw wrongInput({ shop: ['请勾选要发登录条的店。'] })
    const { site } = asked.context
    return once({ site, viewer, request }, async () => {
      const { slips, withheld } = await issueOwnerSlips(site, viewer, { shopIds })
      return {
        slips: slips.map((slip) => toPrint(slip, (code) => publicAddress(request, paths.slip(code)))),
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
      issued={answer && 'slips' in answer ? answer : null}
      refused={refusedIn(answer)?.refused ?? null}
    />
  )
}
