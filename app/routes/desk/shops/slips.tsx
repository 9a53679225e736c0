// Slips for shop owners: issued with one press, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { PrintedSlips, toPrint } from '#app/modules/accounts/pages/printed-slips.tsx'
import { issueOwnerSlips, readRegister } from '#app/modules/shops/shops.server.ts'
import { sideNames } from '#app/modules/shops/shop.ts'
import { wrongInput } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '店主登录条 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const shops = await readRegister(asked.context.site, viewer)
  return {
    viewer,
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
    const { slips, withheld } = await issueOwnerSlips(asked.context.site, viewer, { shopIds })
    return {
      slips: slips.map((slip) => toPrint(slip, (code) => publicAddress(request, paths.slip(code)))),
      withheld: withheld.map(({ why }) => why),
    }
  })

export default function ShopSlipsPage() {
  const { viewer, shops } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer.refused : null
  const issued = answer && 'slips' in answer ? answer : null
  return (
    <DeskFrame viewer={viewer} at={paths.shops()} title="店主登录条" crumbs={[{ href: paths.shops(), label: '网店名录' }]}>
      <ErrorSummary refused={refused} />
      {issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能进自己的店" />
      ) : (
        <Form method="post">
          <p>
            勾选要发登录条的店主。一个店主有几家店的，只发一张。登录过又忘了密码的，请本人先在手机的“我的账号”里点“请给我发新的登录条”，或请管理员重发。
          </p>
          <DataTable
            caption={`店主（${shops.length}）`}
            rows={shops}
            rowKey={({ id }) => id}
            empty="还没有登记网店。"
            columns={[
              {
                head: '发给',
                cell: ({ id, ownerName, isClaimed }) => (
                  <input type="checkbox" name="shop" value={id} aria-label={`发给${ownerName}`} defaultChecked={!isClaimed} />
                ),
              },
              { head: '店主', kind: 'short', cell: ({ ownerName }) => ownerName },
              { head: '店', cell: ({ name }) => name },
              { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
              { head: '登录', kind: 'short', cell: ({ isClaimed }) => (isClaimed ? '登录过' : '还没登录过') },
            ]}
          />
          <Button>发登录条</Button>
        </Form>
      )}
    </DeskFrame>
  )
}
