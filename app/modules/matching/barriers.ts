// The hard rules: what no score can outweigh.
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
  /** Who wants nothing to do with whom; each by the one who says it. */
  vetoes: readonly { by: string; of: string }[]
  /** Pairs that the coordinator knows to have a conflict of interest. */
  conflicts: readonly Pair[]
  /** Pairs that were declined or dissolved before. */
  failed: readonly Pair[]
}

export type BarrierBetween = (west: WestShop, east: EastShop) => Barrier | null

/** Who stands against whom, by the one and then the other. */
function byShop(pairs: readonly Pair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const [one, other] of pairs) found.set(one, (found.get(one) ?? new Set()).add(other))
  return found
}

/** Asks the rulings in one go, so that a thousand times three hundred questions stay quick. */
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
