// The lists of a round: its pairings, who takes part, and whom nobody helps; those of its matching. Each can be had as a workbook.
import type { ProposedPair } from '#app/modules/matching/round-types.ts'
import { pairingList } from '#app/modules/pairings/lists.ts'
import { type PlacedShop, shopColumns, shopFilters } from '#app/modules/shops/lists.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'

export const roundPairingList: typeof pairingList = { ...pairingList, prefix: 'pairings-' }

export interface Participant extends PlacedShop {
  wished: boolean
}

const formatWished = (wished: boolean) => (wished ? '填了' : '没填')

export const participantList: ListDefinition<Participant> = {
  size: 100,
  prefix: 'shops-',
  columns: [
    shopColumns.name,
    shopColumns.side,
    { ...shopColumns.place, order: ({ regionCode }) => regionCode },
    shopColumns.goods,
    shopColumns.help,
    { key: 'wished', head: '志愿', kind: 'short', value: ({ wished }) => formatWished(wished) },
  ],
  filters: [
    ...shopFilters,
    { name: 'wished', label: '志愿', value: ({ wished }) => (wished ? 'yes' : 'no'), labelOf: (code) => formatWished(code === 'yes') },
  ],
}

/** A western shop that nobody helps, with the reason and what would help. */
export interface Unhelped {
  west: string
  name: string
  why: string
  help: string
}

export const unhelpedList: ListDefinition<Unhelped> = {
  size: 100,
  prefix: 'left-',
  columns: [
    { key: 'west', head: '西部店', kind: 'short', value: ({ name }) => name },
    { key: 'why', head: '为什么', value: ({ why }) => why },
    { key: 'help', head: '怎样能配上', value: ({ help }) => help },
  ],
}

/** A pair of the matching, before anybody is asked. */
export interface ProposedLine extends ProposedPair {
  westName: string
  eastName: string
}

export const proposedList: ListDefinition<ProposedLine> = {
  size: 100,
  prefix: 'pairs-',
  columns: [
    { key: 'west', head: '西部店', kind: 'short', value: ({ westName }) => westName },
    { key: 'east', head: '东部店', kind: 'short', value: ({ eastName }) => eastName },
    { key: 'west-score', group: '分数', head: '西部‰', kind: 'number', value: ({ score }) => score.west },
    { key: 'east-score', group: '分数', head: '东部‰', kind: 'number', value: ({ score }) => score.east },
    { key: 'why', head: '为什么', value: ({ why }) => why },
  ],
  filters: [
    {
      name: 'how',
      label: '怎么配的',
      value: ({ pinned }) => (pinned ? 'pinned' : 'matched'),
      labelOf: (code) => (code === 'pinned' ? '指定的' : '配出来的'),
    },
  ],
}

/** An eastern shop with places that nobody takes. */
export interface FreeLine {
  east: string
  name: string
  places: number
  why: string
  help: string
}

export const freeList: ListDefinition<FreeLine> = {
  size: 100,
  prefix: 'free-',
  columns: [
    { key: 'east', head: '东部店', kind: 'short', value: ({ name }) => name },
    { key: 'places', head: '空几个', kind: 'number', value: ({ places }) => places },
    { key: 'why', head: '为什么', value: ({ why }) => why },
    { key: 'help', head: '怎样能配上', value: ({ help }) => help },
  ],
}

/** What each is called in addresses and as a workbook. */
export const roundListNames = {
  pairings: '结对',
  shops: '参加的店',
  left: '还没有店帮的西部店',
  pairs: '配成的对子',
  unmatched: '没配上的西部店',
  free: '还有空名额的东部店',
} as const

export type RoundListName = keyof typeof roundListNames
