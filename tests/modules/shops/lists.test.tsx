// Lists of thousands of shops: a page of each, with whatever is ticked on the others.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { joiningList, type JoiningLine, needsSlip, shopRegister, shopSlipList, type RegisterLine } from '#app/modules/shops/lists.ts'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

const shops = Array.from({ length: 3_000 }, (_, nth): RegisterLine & JoiningLine & { slip: string | null } => ({
  id: `shop-${nth}`,
  name: `茶叶店${nth}`,
  side: nth % 3 ? 'west' : 'east',
  sideName: nth % 3 ? '西部' : '东部',
  regionCode: '422826105',
  place: '唐崖镇',
  goods: '绿茶',
  willHelp: 2,
  band: nth % 6,
  sales: `${nth % 6}`,
  ownerName: nth % 2 ? '曾国庆' : '单小禾',
  isClaimed: nth % 2 === 0,
  isHelped: nth === 150,
  slip: nth === 1 ? '昨天发过' : null,
}))
const address = (search: string) => new URLSearchParams(search)

test('the register is a page of a hundred, sorted and filtered by its address', () => {
  const of = (search: string) => arrange(shops, parseTableQuery(address(search), shopRegister), shopRegister)
  expect([of('').rows.length, of('').pages, of('page=99').page]).toEqual([100, 30, 30])
  expect(of('sort=ownerName').rows[0]!.ownerName).toBe('单小禾')
  expect(of('sort=sales&dir=desc').rows[0]!.band).toBe(5)
  expect([of('side=east').count, of('owner=waiting').count]).toEqual([1_000, 1_500])
})

test('a new round takes part with those of all pages whom nobody helps, until the boxes say otherwise', () => {
  const ticked = (search: string, posted: string[] | null = null) => {
    const list = arrange(shops, parseTableQuery(address(search), joiningList), joiningList)
    return listTicked(shops, list, { definition: joiningList, value: ({ id }) => id, isTicked: ({ isHelped }) => !isHelped, posted })
  }
  expect([ticked('').length, ticked('tick=all').length, ticked('tick=none').length]).toEqual([2_999, 3_000, 0])
  // Turning the page keeps what was ticked on the others, and begins nothing anew.
  expect(ticked('page=2', ['shop-3', 'shop-2999', 'no-shop'])).toEqual(['shop-3', 'shop-2999'])
  expect(ticked('page=2', [])).toEqual([])
  // All that pass a filter, or a page, are ticked besides; none means none on any page.
  expect(ticked('side=east&tick=all', ['shop-1']).length).toBe(1_001)
  expect(ticked('tick=page', ['shop-2999']).length).toBe(101)
  expect(ticked('tick=none', ['shop-2999'])).toEqual([])
})

test('who has neither a slip nor signed in is ticked, until all or none are', () => {
  const few = shops.slice(0, 5)
  const ticked = (search: string) => {
    const part = arrange(few, parseTableQuery(address(search), shopSlipList), shopSlipList)
    const value = ({ id }: { id: string }) => id
    const all = listTicked(few, part, { definition: shopSlipList, value, isTicked: needsSlip })
    const ticks = { name: 'shop', value, label: () => '', ticked: all }
    const html = renderToStaticMarkup(
      <ListTable
        id="list"
        caption="店主"
        unit="家"
        definition={shopSlipList}
        part={part}
        rowKey={({ id }) => id}
        empty=""
        workbook={null}
        ticks={ticks}
      />,
    )
    return [...html.matchAll(/<input[^>]* name="shop"[^>]*>/g)].flatMap(([box]) =>
      box.includes('checked=""') ? [/value="shop-(\d+)"/.exec(box)![1]] : [],
    )
  }
  expect([ticked(''), ticked('tick=none'), ticked('tick=page')]).toEqual([['3'], [], ['0', '1', '2', '3', '4']])
})
