// The rosters that were handed in as a list: its columns and filters, on the page and in the workbook.
import { formatMoment } from '#app/calendar.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { ListedRoster } from '../rosters.server.ts'

export const rosterStates = {
  reading: ['running', '正在读'],
  previewed: ['warn', '等您决定'],
  taking: ['running', '正在导入'],
  stopped: ['bad', '停在中途'],
  failed: ['bad', '读不了'],
  accepted: ['good', '已导入'],
  withdrawn: ['info', '已作废'],
  lapsed: ['info', '过期作废'],
} as const
const places = Object.keys(rosterStates)
const formatRosterState = (state: string) => lookUp<readonly string[]>(rosterStates, state)?.[1] ?? state

export const rosterList: ListDefinition<ListedRoster> = {
  size: 50,
  columns: [
    { key: 'file', head: '文件', value: ({ fileName }) => fileName },
    { key: 'by', head: '谁交的', isName: true, value: ({ by }) => by },
    {
      key: 'at',
      head: '时间',
      kind: 'day',
      value: ({ uploadedAt }) => formatMoment(uploadedAt),
      order: ({ uploadedAt }) => uploadedAt.getTime(),
    },
    {
      key: 'state',
      head: '状态',
      kind: 'short',
      value: ({ state }) => formatRosterState(state),
      order: ({ state }) => places.indexOf(state),
    },
    { key: 'rows', head: '行数', kind: 'number', value: ({ counts }) => counts?.rows ?? null },
    { key: 'new', head: '新增', kind: 'number', value: ({ counts }) => counts?.new ?? null },
    { key: 'known', head: '已有', kind: 'number', value: ({ counts }) => counts?.known ?? null },
    { key: 'changed', head: '变更', kind: 'number', value: ({ counts }) => counts?.changed ?? null },
    { key: 'refused', head: '退回', kind: 'number', value: ({ counts }) => counts?.refused ?? null },
  ],
  filters: [{ name: 'state', label: '状态', value: ({ state }) => state, labelOf: formatRosterState }],
}
