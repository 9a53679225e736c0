// What help brought: a shop's months against its starting figures, and against shops of its category without a mentor.

export const fewestToCompare = 5

export interface Month {
  month: string
  sales: number
  orders: number
}

/** Change against the start in whole per cent; null when it began at nothing or the start is unknown. */
export const changeFrom = (start: number | null, now: number) => (start === null || start === 0 ? null : Math.round(((now - start) / start) * 100))

/** 多了 20%, 少了 5%, or 一样. */
export const sayChange = (change: number) => (change === 0 ? '一样' : change > 0 ? `多了 ${change}%` : `少了 ${-change}%`)

/** The middle of several figures, so that one very large shop does not speak for all. */
export function median(figures: readonly number[]): number | null {
  if (figures.length === 0) return null
  const sorted = [...figures].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export interface Comparison {
  /** How many shops without a mentor told of the month. */
  shops: number
  /** Their median change against their own starts, in per cent; null when they are too few. */
  change: number | null
  words: string
}

/** Against shops of the category without a mentor in the same month; too few are not compared. */
export function compareWith(changes: readonly (number | null)[]): Comparison {
  const known = changes.filter((change) => change !== null)
  if (known.length < fewestToCompare) return { shops: known.length, change: null, words: `同品类没有结对、又报了数的店只有 ${known.length} 家，太少，不作比较。` }
  const change = Math.round(median(known)!)
  return { shops: known.length, change, words: `同品类没有结对的 ${known.length} 家店，中位变化 ${change > 0 ? '+' : ''}${change}%。` }
}

export const sourceNames = { told: '店主自报', proved: '有凭据', confirmed: '专干核实' } as const
