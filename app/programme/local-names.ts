// Names that people of a programme read although they are rare in print: of their places and goods.
import { listGoods } from '#app/modules/shops/categories.ts'
import { listAllRegionRows } from '#db/regions/table.ts'
import type { Programme } from './programme.ts'

/** Lists the names of the county, its townships and villages, the helping side, and the goods. */
export function listLocalNames({ west, east, goods }: Pick<Programme, 'west' | 'east' | 'goods'>): string[] {
  return [
    ...listAllRegionRows().flatMap(({ code, name }) => (code.startsWith(west.county) ? [name] : [])),
    ...[west, east].flatMap(({ shortName, placeWords }) => [shortName, ...placeWords]),
    ...listGoods({ goods }).map(({ name }) => name),
    ...Object.values(goods).flatMap(({ words }) => words),
  ]
}
