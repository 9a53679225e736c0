// What waits in pairings, as lists.
import { formatDay, toDay } from '#app/calendar.ts'
import { byPairingState } from '#app/modules/pairings/lists.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { WaitingPairing } from '#app/modules/pairings/pairing-line.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { ToConfirm } from './desk.server.ts'

export const sideNames = { west: '西部店', east: '东部店' } as const

/** Says what a pairing waits for, as a sentence. */
export function formatWaiting({ line, what, whom, moment, reason }: WaitingPairing): string {
  const day = moment && formatDay(toDay(new Date(moment)))
  const who = whom.map((side) => sideNames[side]).join('和')
  const silent = whom.length === 2 ? '双方都' : who
  switch (what) {
    case 'answer':
      return `等${who}答复，到${day}`
    case 'checkIn':
      return `${day}就该说帮扶了，${silent}还没说联系过`
    case 'officer':
      return `${day}就该说帮扶了，${silent}还没说联系过，请乡镇专干上门问问`
    case 'risk':
      return `${day}起没有联系，${silent}还没说联系过，要有人管`
    case 'pause':
      return `暂停到${day}：${reason}`
    case 'assessment':
      return `等${who}写评价，到${day}`
    case 'rematch':
      return `没有人帮了，要另找：${reason ?? formatPairingState(line.state)}`
  }
}

/** The most urgent kinds come first. */
export const waitingList: ListDefinition<WaitingPairing> = {
  size: 100,
  prefix: 'waiting-',
  columns: [
    { key: 'pairing', head: '结对', value: ({ line }) => `${line.west.name} 和 ${line.east.name}` },
    { key: 'state', head: '状态', kind: 'state', value: ({ line }) => formatPairingState(line.state) },
    { key: 'what', head: '等什么', value: formatWaiting, order: ({ moment }) => moment },
  ],
  filters: [
    { ...byPairingState, value: ({ line }) => byPairingState.value(line), labelOf: (code, one) => byPairingState.labelOf(code, one?.line) },
  ],
}

export const toConfirmList: ListDefinition<ToConfirm> = {
  size: 100,
  prefix: 'confirm-',
  columns: [
    { key: 'shop', head: '店', kind: 'short', value: ({ shopName }) => shopName },
    { key: 'what', head: '什么', value: ({ words }) => words },
  ],
  filters: [{ name: 'kind', label: '什么', value: ({ kind }) => kind, labelOf: (kind) => (kind === 'goal' ? '目标的凭据' : '每月数字') }],
}
