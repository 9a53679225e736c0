// The shops of both sides as matching sees them.
import type { Handling, Platform, Skill } from '#app/modules/shops/shop.ts'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'

/** As matching sees a western shop. */
export const toWestShop = (row: ShopRow): WestShop => ({ ...base(row), needs: row.needs as Skill[], ships: row.ships as Handling[] })

/** As matching sees an eastern shop that helps so many now. */
export const toEastShop = (row: ShopRow, helping: number): EastShop => ({
  ...base(row),
  willHelp: row.willHelp,
  helping,
  teaches: row.teaches as Skill[],
  handles: row.handles as Handling[],
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
  /** Whose it is: the same owner never helps himself. */
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
  /** How many it will help at most, those it already helps included. */
  willHelp: number
  /** How many it helps now, from earlier rounds. */
  helping: number
  teaches: readonly Skill[]
  handles: readonly Handling[]
  /** Categories that it wants to buy: its gain is a supply chain. */
  buys: readonly string[]
}
