// The details of an owner's shop, which matching uses.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { ShopFields } from '#app/modules/shops/pages/shop-fields.tsx'

interface MyShopPageProps {
  viewer: Viewer
  script: string
  shop: ShopRow
  /** Places that the owner may choose. */
  places: readonly { code: string; name: string }[]
  /** Who looked at the owner's phone number at a desk. */
  looks: readonly { id: string; by: string; reason: string; at: string }[]
  isSaved: boolean
  refused: Refused | null
}

export function MyShopPage({ viewer, script, shop, places, looks, isSaved, refused }: MyShopPageProps) {
  return (
    <PhonePage title={shop.name} back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      {isSaved && (
        <Notice kind="good">
          <p>存好了。</p>
        </Notice>
      )}
      <ErrorSummary refused={refused?.refused} />
      <h1>店里的情况</h1>
      <p>照实填。结对时按这些来配。</p>
      <WaitingForms />
      <OutboxForm
        what="shop"
        about={shop.id}
        words="店里的情况"
        next={`${paths.myShop(shop.id)}?saved`}
        needs={{ names: ['categories'], words: '请至少选一个品类' }}
      >
        <ShopFields shop={shop} places={places} entered={refused?.entered} ticked={refused?.ticked} errors={refused?.refused.fields} />
        <Button wide>存好</Button>
      </OutboxForm>
      {looks.length > 0 && (
        <section>
          <h2>谁看过我的电话</h2>
          <ul>
            {looks.map(({ id, by, reason, at }) => (
              <li key={id}>
                {at}，{by}：{reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
