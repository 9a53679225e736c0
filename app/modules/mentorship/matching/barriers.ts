// The hard rules: what no score can outweigh.
import type { EastShop, WestShop } from '../shop.ts'
import type { Pair } from './instance.ts'

export const barriers = ['westVeto', 'eastVeto', 'sameOwner', 'conflict', 'failedBefore'] as const
export type Barrier = (typeof barriers)[number]

export const barrierWords: Record<Barrier, string> = {
  westVeto: '西部店不愿意',
  eastVeto: '东部店不愿意',
  sameOwner: '两家店是同一个店主',
  conflict: '有利益冲突',
  failedBefore: '以前结对没有成功',
}

export interface Rulings {
  /** Who wants nothing to do with whom; each by the one who says it. */
  vetoes: readonly { by: string; of: string }[]
  /** Pairs that the coordinator knows to have a conflict of interest. */
  conflicts: readonly Pair[]
  /** Pairs that were declined or dissolved before. */
  failed: readonly Pair[]
}

export type BarrierBetween = (west: WestShop, east: EastShop) => Barrier | null

const key = (one: string, other: string) => JSON.stringify([one, other])

/** Asks the rulings in one go, so that a thousand times three hundred questions stay quick. */
export function barrierBetween({ vetoes, conflicts, failed }: Rulings): BarrierBetween {
  const vetoed = new Set(vetoes.map(({ by, of }) => key(by, of)))
  const conflicting = new Set(conflicts.map(([west, east]) => key(west, east)))
  const failing = new Set(failed.map(([west, east]) => key(west, east)))
  const nothingSaid = vetoed.size + conflicting.size + failing.size === 0
  return (west, east) => {
    if (west.ownerId === east.ownerId) return 'sameOwner'
    if (nothingSaid) return null
    if (vetoed.has(key(west.id, east.id))) return 'westVeto'
    if (vetoed.has(key(east.id, west.id))) return 'eastVeto'
    const pair = key(west.id, east.id)
    if (conflicting.has(pair)) return 'conflict'
    return failing.has(pair) ? 'failedBefore' : null
  }
}
