// Slips for shop owners: issued at once, shown once, printed.
import { Form } from '@remix-run/react'
import type { ComponentProps } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { PrintedSlips } from '#app/modules/accounts/pages/printed-slips.tsx'
import { VoidSlips } from '#app/modules/accounts/pages/void-slips.tsx'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import type { Side } from '../shop.ts'

interface ShopSlipsPageProps {
  viewer: Viewer
  /** The idempotency key of the next form. */
  press: string
  shops: readonly {
    id: string
    name: string
    side: Side
    ownerName: string
    isClaimed: boolean
    /** Since when and by whom a slip is out; null if none. */
    slip: string | null
  }[]
  address: UselessAddress | null
  /** Before slips that can be used become void. */
  asked: Pick<ComponentProps<typeof VoidSlips>, 'voided' | 'fields'> | null
  /** Whether the same form was posted before. */
  isRepeated: boolean
  /** The slips just issued; null before. */
  issued: Pick<ComponentProps<typeof PrintedSlips>, 'slips' | 'withheld'> | null
  refused: Refused['refused'] | null
}

export function ShopSlipsPage({ viewer, press, shops, address, isRepeated, asked, issued, refused }: ShopSlipsPageProps) {
  const sideNames = getSideLabels(useProgramme())
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title={asked ? '重发店主登录条' : '店主登录条'}
      crumbs={[{ href: paths.shops(), label: '网店名录' }, ...(asked ? [{ href: paths.shopSlips(), label: '店主登录条' }] : [])]}
    >
      <ErrorSummary refused={refused} />
      <AddressWarning address={address} what="登录条上的二维码和网址" />
      {isRepeated ? (
        <AlreadySubmitted what="这一批登录条" back={paths.shopSlips()} />
      ) : asked ? (
        <VoidSlips voided={asked.voided} fields={asked.fields} back={paths.shopSlips()} />
      ) : issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能进自己的店" />
      ) : (
        <Form method="post">
          <IdempotencyField idempotencyKey={press} />
          <p>
            勾选要发登录条的店主。一个店主有几家店的，只发一张。登录过又忘了密码的，请本人先在手机的“我的账号”里点“请给我发新的登录条”，或请管理员重发。
          </p>
          <DataTable
            caption={`店主（${shops.length}）`}
            rows={shops}
            rowKey={({ id }) => id}
            empty={
              <>
                还没有登记网店。<a href={paths.shops()}>登记或导入网店</a>
              </>
            }
            columns={[
              {
                head: '发给',
                cell: ({ id, ownerName, isClaimed, slip }) => (
                  <input
                    type="checkbox"
                    name="shop"
                    value={id}
                    aria-label={`发给${ownerName}`}
                    defaultChecked={!isClaimed && slip === null}
                  />
                ),
              },
              { head: '店主', kind: 'short', cell: ({ ownerName }) => ownerName },
              { head: '店', cell: ({ name }) => name },
              { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
              { head: '登录条', kind: 'short', cell: ({ slip }) => slip ?? '没有' },
              { head: '登录', kind: 'short', cell: ({ isClaimed }) => (isClaimed ? '登录过' : '还没登录过') },
            ]}
          />
          <Button>发登录条</Button>
        </Form>
      )}
    </DeskFrame>
  )
}
