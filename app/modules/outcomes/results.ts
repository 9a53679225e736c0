// The effect of help: change since a shop's starting figures, and comparison with shops of its category without a mentor.

export const minShopsToCompare = 5

export interface Month {
  month: string
  sales: number
  orders: number
}

/** Computes the change since the start in whole per cent; null if it began at zero or the start is unknown. */
export const computeChange = (start: number | null, now: number) =>
  start === null || start === 0 ? null : Math.round(((now - start) / start) * 100)

/** Formats a change: 多了 20%, 少了 5%, or 一样. */
export const formatChange = (change: number) => (change === 0 ? '一样' : change > 0 ? `多了 ${change}%` : `少了 ${-change}%`)

/** Computes the median, so that one very large shop does not dominate. */
export function median(figures: readonly number[]): number | null {
  const sorted = [...figures].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  const [below, above] = [sorted[middle - 1], sorted[middle]]
  if (above === undefined) return null
  return sorted.length % 2 === 1 || below === undefined ? above : (below + above) / 2
}

export interface Comparison {
  /** How many shops without a mentor reported the month. */
  shops: number
  /** Their median change since their own starts, in per cent; null if they are too few. */
  change: number | null
  words: string
}

const formatPercent = (change: number) => `${change > 0 ? '+' : ''}${change}%`

/** The same for sales and orders together: two figures of the same shops. */
export function compareMonth(
  sales: readonly (number | null)[],
  orders: readonly (number | null)[],
): Comparison & { ordersChange: number | null } {
  const [bySales, byOrders] = [compareChanges(sales), compareChanges(orders)]
  const words =
    bySales.change === null || byOrders.change === null
      ? bySales.words
      : `同品类没有结对的 ${bySales.shops} 家店，中位变化：销售额 ${formatPercent(bySales.change)}，订单 ${formatPercent(byOrders.change)}。`
  return { ...bySales, ordersChange: byOrders.change, words }
}

/** Compares with shops of the category without a mentor in the same month; too few are not compared. */
export function compareChanges(changes: readonly (number | null)[]): Comparison {
  const known = changes.filter((change) => change !== null)
  const middle = median(known)
  if (known.length < minShopsToCompare || middle === null)
    return { shops: known.length, change: null, words: `同品类没有结对、又报了数的店只有 ${known.length} 家，太少，不作比较。` }
  const change = Math.round(middle)
  return { shops: known.length, change, words: `同品类没有结对的 ${known.length} 家店，中位变化 ${formatPercent(change)}。` }
}
