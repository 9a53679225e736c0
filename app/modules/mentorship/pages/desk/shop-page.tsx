// One shop at the desk: its details, its certified people, its pairings.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { OtherShop } from '#app/modules/pairings/pages/other-shop.tsx'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import { ShopFields } from '#app/modules/shops/pages/shop-fields.tsx'
import { leavesShop, salesBands } from '#app/modules/shops/shop.ts'
import type { RegisteredShop, ShopPerson } from '#app/modules/shops/shops.server.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

const known = (value: number | null, unit: string) => (value === null ? '没有填' : `${value.toLocaleString('zh-CN')} ${unit}`)

interface ShopPageProps {
  viewer: Viewer
  coordinates: boolean
  shop: RegisteredShop
  place: string
  /** Places to which it could be moved. */
  places: readonly { code: string; name: string }[]
  people: readonly ShopPerson[]
  pairings: readonly PairingLine[]
  isSaved: boolean
  refused: Refused | null
}

export function ShopPage({ viewer, coordinates, shop, place, places, people, pairings, isSaved, refused }: ShopPageProps) {
  const isWest = shop.side === 'west'
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title={shop.name}
      trail={['shop', shop.id]}
      crumbs={[{ href: paths.shops(), label: '网店名录' }]}
      actions={
        <ButtonLink kind="plain" href={paths.shopRating(shop.id)}>
          信用评级
        </ButtonLink>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !refused && (
        <Notice kind="good">
          <p>存好了。</p>
        </Notice>
      )}
      <p>
        {getSideLabels(useProgramme())[shop.side]} · 店主 {shop.ownerName}{' '}
        <Badge kind={shop.isClaimed ? 'good' : 'info'}>{shop.isClaimed ? '登录过' : '还没登录过'}</Badge>
      </p>
      <AboutShop shop={shop} place={place} />
      <DataTable
        caption={`结对（${pairings.length}）`}
        rows={pairings}
        rowKey={({ id }) => id}
        empty="还没有结对。"
        columns={[
          { head: '和谁', cell: ({ id, west, east }) => <a href={paths.pairingAtDesk(id)}>{isWest ? east.name : west.name}</a> },
          { head: '状态', kind: 'state', cell: ({ state }) => <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge> },
        ]}
      />
      {isWest && <ShopPeople people={people} refused={refused} />}
      {coordinates && (
        <Fold summary="改店里的情况" open={refused !== null && refused.entered.code === undefined && refused.entered.entryId === undefined}>
          <PostForm>
            <ShopFields shop={shop} places={places} entered={refused?.entered} ticked={refused?.ticked} errors={refused?.refused.fields} />
            <Button>存好</Button>
          </PostForm>
        </Fold>
      )}
    </DeskFrame>
  )
}

/** What the shop says of itself. */
function AboutShop({ shop, place }: Pick<ShopPageProps, 'shop' | 'place'>) {
  const isWest = shop.side === 'west'
  return (
    <section className="card">
      <OtherShop shop={shop} place={place} />
      <dl className="pairs">
        <dt>一年卖多少</dt>
        <dd>{salesBands[shop.band]}</dd>
        <dt>人数</dt>
        <dd>
          {shop.staff} 人{isWest && `，其中建档立卡户 ${known(shop.registeredStaff, '人')}`}
        </dd>
        {isWest ? (
          <>
            <dt>帮扶以前</dt>
            <dd>
              每月 {known(shop.startingSales, '元')}，{known(shop.startingOrders, '单')}
            </dd>
          </>
        ) : (
          <>
            <dt>愿意帮</dt>
            <dd>{shop.willHelp} 家</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** Certified people of a western shop: who they are, who left, who came. */
const ShopPeople = ({ people, refused }: Pick<ShopPageProps, 'people' | 'refused'>) => (
  <>
    <DataTable
      caption={`店里有证书的人（${people.length}）`}
      rows={people}
      rowKey={({ entryId }) => entryId}
      empty="还没有登记。"
      columns={[
        { head: '姓名', kind: 'short', cell: ({ name }) => name },
        { head: '课程', cell: ({ course }) => course },
        { head: '证书', kind: 'short', cell: ({ number }) => number },
        { head: '发证', kind: 'day', cell: ({ issuedOn }) => formatDay(issuedOn) },
        {
          head: '变动',
          kind: 'short',
          cell: ({ entryId, name }) => (
            <details open={refused?.entered.entryId === entryId}>
              <summary aria-label={`${name}不在店里了`}>不在店里了</summary>
              <PostForm>
                <p>{leavesShop(name)}</p>
                <Button kind="danger" name="entryId" value={entryId}>
                  {name}不在店里了
                </Button>
              </PostForm>
            </details>
          ),
        },
      ]}
    />
    <PostForm className="filters">
      <Field
        label="添一个人：证书上的验证码"
        name="code"
        required
        autoComplete="off"
        defaultValue={refused?.entered.code}
        errors={refused?.refused.fields.code}
      />
      <Button kind="plain">添上</Button>
    </PostForm>
  </>
)
