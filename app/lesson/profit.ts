// The profit of a sale. Runs on server and phone.

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
 * Computes the average profit of one sale, in yuan. A return costs the goods (food is not sold again), the box and the
 * outbound freight; its price and the platform's fee are refunded.
 */
export function computeProfit(sale: ProfitInput) {
  const { refunds, fees } = averages(sale)
  return sale.price - refunds - fees - sale.cost - sale.box - sale.freight
}

function averages({ price, fee, returns }: ProfitInput) {
  const returned = Math.min(100, Math.max(0, returns)) / 100
  return { refunds: price * returned, fees: (price * fee * (1 - returned)) / 100 }
}

/** Computes where the price of one sale goes, line by line, as it is shown. */
export function computeProfitShares(sale: ProfitInput): { name: string; label: string; amount: string }[] {
  const { refunds, fees } = averages(sale)
  const less = (yuan: number) => `− ${yuan.toFixed(2)}`
  return [
    { name: 'price', label: '收进来', amount: sale.price.toFixed(2) },
    { name: 'cost', label: '货的本钱', amount: less(sale.cost) },
    { name: 'box', label: '箱子和袋子', amount: less(sale.box) },
    { name: 'freight', label: '快递费', amount: less(sale.freight) },
    { name: 'fees', label: '平台收走', amount: less(fees) },
    { name: 'refunds', label: '退货退掉', amount: less(refunds) },
  ]
}

/** Formats the result in one sentence. */
export function formatProfit(sale: ProfitInput) {
  const left = Math.round(computeProfit(sale) * 100) / 100
  return left > 0 ? `每卖一单，剩下 ${left.toFixed(2)} 元` : left < 0 ? `每卖一单，倒贴 ${(-left).toFixed(2)} 元` : '每卖一单，不赚不亏'
}
