// Slips for shop owners: issued at once, shown once, printed.
import type { ComponentProps } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { PrintedSlips } from '#app/modules/accounts/pages/printed-slips.tsx'
import { VoidSlips } from '#app/modules/accounts/pages/void-slips.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { shopSlipList, type SlipLine } from '../lists.ts'

interface ShopSlipsPageProps {
  viewer: Viewer
  /** The idempotency key of the next form. */
  press: string
  list: ListPart<SlipLine>
  /** The shops that are ticked, on all pages. */
  ticked: readonly string[]
  address: UselessAddress | null
  /** Before slips that can be used become void. */
  asked: Pick<ComponentProps<typeof VoidSlips>, 'voided' | 'fields'> | null
  /** Whether the same form was posted before. */
  isRepeated: boolean
  /** The slips just issued; null before. */
  issued: Pick<ComponentProps<typeof PrintedSlips>, 'slips' | 'withheld'> | null
  refused: Refused['refused'] | null
}

export function ShopSlipsPage({ viewer, press, list, ticked, address, isRepeated, asked, issued, refused }: ShopSlipsPageProps) {
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
        <>
          <p>
            勾选要发登录条的店主；没有登录条、也没有登录过的已经勾好。一个店主有几家店的，只发一张。登录过又忘了密码的，请本人先在手机的“我的账号”里点“请给我发新的登录条”，或请管理员重发。
          </p>
          <ListTable
            id="list"
            caption="店主"
            unit="家"
            definition={shopSlipList}
            part={list}
            rowKey={({ id }) => id}
            empty={
              <>
                还没有登记网店。<a href={paths.shops()}>登记或导入网店</a>
              </>
            }
            workbook={paths.shopSlipsWorkbook()}
            ticks={{ name: 'shop', value: ({ id }) => id, label: ({ ownerName }) => `发给${ownerName}`, ticked }}
            around={(table) => (
              <PostForm>
                <IdempotencyField idempotencyKey={press} />
                <div className="row">
                  <Button>给勾选的发登录条</Button>
                </div>
                {table}
              </PostForm>
            )}
          />
        </>
      )}
    </DeskFrame>
  )
}
