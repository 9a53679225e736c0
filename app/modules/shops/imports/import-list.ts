// The lists of shops that were handed in as a list: its columns and filters, on the page and in the workbook.
import { formatMoment } from '#app/calendar.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { ShopImport, ShopImportState } from './shop-imports.server.ts'

export type ListedShopImport = Pick<ShopImport, 'id' | 'fileName' | 'uploadedAt' | 'state' | 'expiry'>

export const shopImportStates = {
  previewed: ['warn', '等您决定'],
  taking: ['running', '导入没有完'],
  accepted: ['good', '已导入'],
  withdrawn: ['info', '已作废'],
  lapsed: ['info', '过期作废'],
} as const satisfies Record<ShopImportState, readonly [string, string]>
const places = Object.keys(shopImportStates)
const formatImportState = (state: string) => lookUp<readonly string[]>(shopImportStates, state)?.[1] ?? state

export const shopImportList: ListDefinition<ListedShopImport> = {
  size: 50,
  columns: [
    { key: 'file', head: '文件', value: ({ fileName }) => fileName },
    {
      key: 'at',
      head: '什么时候',
      kind: 'day',
      value: ({ uploadedAt }) => formatMoment(uploadedAt),
      order: ({ uploadedAt }) => uploadedAt.getTime(),
    },
    {
      key: 'state',
      head: '结果',
      kind: 'short',
      value: ({ state }) => formatImportState(state),
      order: ({ state }) => places.indexOf(state),
    },
  ],
  filters: [{ name: 'state', label: '结果', value: ({ state }) => state, labelOf: formatImportState }],
}
