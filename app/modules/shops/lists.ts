// The lists of shops at the desk: the register, those whose owners get slips, those of a new round.
import type { ListColumn, ListDefinition, ListFilter } from '#app/ui/tables/table-query.ts'
import type { Side } from './shop.ts'

/** A shop as lists show it. */
export interface ShopLine {
  id: string
  name: string
  side: Side
  sideName: string
}

const name: ListColumn<ShopLine> = { key: 'name', head: '店', kind: 'short', value: (shop) => shop.name }
const side: ListColumn<ShopLine> = { key: 'side', head: '哪一方', kind: 'short', value: ({ sideName }) => sideName }
const bySide: ListFilter<ShopLine> = {
  name: 'side',
  label: '哪一方',
  value: (shop) => shop.side,
  labelOf: (of, shop) => shop?.sideName ?? of,
}

const byOwner: ListFilter<{ isClaimed: boolean }> = {
  name: 'owner',
  label: '店主',
  value: ({ isClaimed }) => (isClaimed ? 'in' : 'waiting'),
  labelOf: (of) => (of === 'in' ? '登录过' : '还没登录过'),
}
const signIn: ListColumn<{ isClaimed: boolean }> = {
  key: 'owner',
  head: '登录',
  kind: 'short',
  value: ({ isClaimed }) => (isClaimed ? '登录过' : '还没登录过'),
}

/** A shop as the register shows it, and the rounds. */
export interface PlacedShop extends ShopLine {
  regionCode: string
  place: string
  goods: string
  willHelp: number
}
const place: ListColumn<PlacedShop> = { key: 'place', head: '在哪里', kind: 'short', value: (shop) => shop.place }
const goods: ListColumn<PlacedShop> = { key: 'goods', head: '卖什么', value: (shop) => shop.goods }
const help: ListColumn<PlacedShop> = {
  key: 'help',
  head: '愿意帮',
  kind: 'short',
  value: (shop) => (shop.side === 'east' ? `${shop.willHelp} 家` : ''),
  order: (shop) => (shop.side === 'east' ? shop.willHelp : null),
}
const byPlace: ListFilter<PlacedShop> = {
  name: 'region',
  label: '在哪里',
  value: ({ regionCode }) => regionCode,
  labelOf: (code, shop) => shop?.place ?? code,
}

/** What every list of placed shops shows, and is filtered by. */
export const shopColumns = { name, side, place, goods, help }
export const shopFilters = [bySide, byPlace]

export interface RegisterLine extends PlacedShop {
  /** Yearly sales: which band, and its label. */
  band: number
  sales: string
  ownerName: string
  isClaimed: boolean
}

export const shopRegister: ListDefinition<RegisterLine> = {
  size: 100,
  columns: [
    name,
    side,
    place,
    goods,
    { key: 'sales', head: '一年卖多少', kind: 'short', value: ({ sales }) => sales, order: ({ band }) => band },
    help,
    { key: 'ownerName', head: '店主', kind: 'short', isName: true, value: ({ ownerName }) => ownerName },
    signIn,
  ],
  filters: [...shopFilters, byOwner],
}

export interface SlipLine extends ShopLine {
  ownerName: string
  isClaimed: boolean
  /** Since when and by whom a slip is out; null if none. */
  slip: string | null
}

export const shopSlipList: ListDefinition<SlipLine> = {
  size: 100,
  columns: [
    { key: 'ownerName', head: '店主', kind: 'short', isName: true, value: ({ ownerName }) => ownerName },
    name,
    side,
    { key: 'slip', head: '登录条', kind: 'short', value: ({ slip }) => slip ?? '没有', order: ({ slip }) => slip },
    signIn,
  ],
  filters: [
    bySide,
    byOwner,
    {
      name: 'slip',
      label: '登录条',
      value: ({ slip }) => (slip === null ? 'none' : 'out'),
      labelOf: (of) => (of === 'none' ? '没有' : '发过'),
    },
  ],
}

/** Whose owner has neither signed in nor a slip: ticked when the page opens. */
export const needsSlip = ({ isClaimed, slip }: Pick<SlipLine, 'isClaimed' | 'slip'>) => !isClaimed && slip === null

export interface JoiningLine extends PlacedShop {
  /** Whether a shop helps it already. */
  isHelped: boolean
}

export const joiningList: ListDefinition<JoiningLine> = {
  size: 100,
  columns: [
    name,
    side,
    place,
    goods,
    {
      key: 'help',
      head: '愿意帮几家',
      kind: 'short',
      value: (shop) => (shop.side === 'east' ? `${shop.willHelp} 家` : shop.isHelped ? '已有店在帮' : ''),
    },
  ],
  filters: shopFilters,
}
