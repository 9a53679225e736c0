// What is left of a sale. Runs on server and phone.

export const profitParts = [
  { name: 'price', label: '卖价', unit: '元', usual: '39.9' },
  { name: 'cost', label: '货的本钱', unit: '元', usual: '15' },
  { name: 'box', label: '箱子和袋子', unit: '元', usual: '2.5' },
  { name: 'freight', label: '快递费', unit: '元', usual: '8' },
  { name: 'fee', label: '平台收', unit: '%', usual: '5' },
  { name: 'returns', label: '一百单里退几单', unit: '单', usual: '4' },
] as const

export type ProfitInput = Record<(typeof profitParts)[number]['name'], number>

/**
 * What is left of one sale, in yuan, on average. A return costs the goods (food is not sold again), the box and the
 * freight there; its price and the platform's fee are given back.
 */
export function profitOf({ price, cost, box, freight, fee, returns }: ProfitInput) {
  const returned = Math.min(100, Math.max(0, returns)) / 100
  return (price - (price * fee) / 100) * (1 - returned) - cost - box - freight
}
