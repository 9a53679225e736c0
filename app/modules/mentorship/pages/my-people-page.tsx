// The certified people who work in a western shop.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Empty, ErrorSummary } from '#app/ui/notice.tsx'
import type { ShopPerson } from '#app/modules/shops/shops.server.ts'
import { leavesShop } from '#app/modules/shops/shop.ts'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'

interface MyPeoplePageProps {
  viewer: Viewer
  script: string
  shopId: string
  /** The shop's name. */
  shop: string
  people: readonly ShopPerson[]
  refused: Refused | null
}

export function MyPeoplePage({ viewer, script, shopId, shop, people, refused }: MyPeoplePageProps) {
  return (
    <PhonePage title="有证书的人" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{shop}里有证书的人</h1>
      {people.length === 0 && <Empty>还没有登记。</Empty>}
      <ul className="list">
        {people.map(({ entryId, name, course, issuedOn, number }) => (
          <li key={entryId} className="card">
            <strong>{name}</strong>
            <br />
            {course}，{formatDay(issuedOn)}，{number}
            <details open={refused?.entered.entryId === entryId}>
              <summary aria-label={`${name}不在店里了`}>不在店里了</summary>
              <p>{leavesShop(name)}</p>
              <OutboxForm what="person" about={shopId} words={`${name}不在店里了`} next={paths.myPeople(shopId)} does={{ entryId }}>
                <Button kind="danger" wide>
                  {name}不在店里了
                </Button>
              </OutboxForm>
            </details>
          </li>
        ))}
      </ul>
      <h2>添一个人</h2>
      <WaitingForms />
      <OutboxForm what="person" about={shopId} words="添一个有证书的人" next={paths.myPeople(shopId)}>
        <Field
          label="证书上的验证码"
          hint="在方块图下面"
          name="code"
          required
          autoComplete="off"
          defaultValue={refused?.entered.code}
          errors={refused?.refused.fields.code}
        />
        <Button wide>添上</Button>
      </OutboxForm>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
