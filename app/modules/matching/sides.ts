// The shops of both sides as matching sees them.
import { type Handling, type Platform, shippingOf, type Skill } from '#app/modules/shops/shop.ts'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'

/** Returns a western shop as matching sees it. */
export const toWestShop = (row: ShopRow): WestShop => ({ ...base(row), needs: row.needs as Skill[], ships: shippingOf(row) })

/** Returns an eastern shop as matching sees it, with how many it helps now. */
export const toEastShop = (row: ShopRow, helping: number): EastShop => ({
  ...base(row),
  willHelp: row.willHelp,
  helping,
  teaches: row.teaches as Skill[],
  handles: shippingOf(row),
  buys: row.buys,
})

const base = (row: ShopRow) => ({
  id: row.id,
  name: row.name,
  ownerId: row.ownerAccountId,
  categories: row.categories,
  platforms: row.platforms as Platform[],
  band: row.band,
})

interface Shop {
  id: string
  name: string
  /** Its owner: two shops of one owner are never paired. */
  ownerId: string
  categories: readonly string[]
  platforms: readonly Platform[]
  /** Index in `salesBands`. */
  band: number
}

export interface WestShop extends Shop {
  needs: readonly Skill[]
  ships: readonly Handling[]
}

export interface EastShop extends Shop {
  /** How many it will help at most, including those it helps already. */
  willHelp: number
  /** How many it helps now, from earlier rounds. */
  helping: number
  teaches: readonly Skill[]
  handles: readonly Handling[]
  /** Categories that it wants to buy, to gain a supply chain. */
  buys: readonly string[]
}
