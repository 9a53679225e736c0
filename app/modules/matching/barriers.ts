// The hard rules, which no score can outweigh.
import type { Pair } from './instance.ts'
import type { EastShop, WestShop } from './sides.ts'

export const barriers = ['westVeto', 'eastVeto', 'sameOwner', 'conflict', 'failedBefore'] as const
export type Barrier = (typeof barriers)[number]

export const barrierLabels: Record<Barrier, string> = {
  westVeto: '西部店不愿意',
  eastVeto: '东部店不愿意',
  sameOwner: '两家店是同一个店主',
  conflict: '有利益冲突',
  failedBefore: '以前结对没有成功',
}

export interface Rulings {
  /** Vetoes, by the shop that made them. */
  vetoes: readonly { by: string; of: string }[]
  /** Pairs with a conflict of interest, entered by the coordinator. */
  conflicts: readonly Pair[]
  /** Pairs that were declined or dissolved before. */
  failed: readonly Pair[]
}

export type BarrierBetween = (west: WestShop, east: EastShop) => Barrier | null

/** Indexes pairs by their first shop. */
function byShop(pairs: readonly Pair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const [one, other] of pairs) found.set(one, (found.get(one) ?? new Set()).add(other))
  return found
}

/** Creates a check with indexed rulings, so that a thousand times three hundred checks stay fast. */
export function createBarrierCheck({ vetoes, conflicts, failed }: Rulings): BarrierBetween {
  const vetoed = byShop(vetoes.map(({ by, of }): Pair => [by, of]))
  const conflicting = byShop(conflicts)
  const failing = byShop(failed)
  return (west, east) => {
    if (west.ownerId === east.ownerId) return 'sameOwner'
    if (vetoed.get(west.id)?.has(east.id)) return 'westVeto'
    if (vetoed.get(east.id)?.has(west.id)) return 'eastVeto'
    if (conflicting.get(west.id)?.has(east.id)) return 'conflict'
    return failing.get(west.id)?.has(east.id) ? 'failedBefore' : null
  }
}
