// The figures of pairing, their labels and what each counts.

import { listViews } from '#app/modules/pairings/lists.ts'

export const figureKeys = [
  'alive',
  'completed',
  'endedEarly',
  'neverMet',
  'neverBegan',
  'goalsConfirmed',
  'goals',
  'sales',
  'salesAtStart',
  'bought',
  'employed',
  'employedRegistered',
] as const
export type FigureName = (typeof figureKeys)[number]

export const figureLabels: Record<FigureName, { label: string; unit: string; means: string }> = {
  alive: { label: listViews.alive.label, unit: '对', means: '双方同意了、还没有结束的，暂停和评估中的也在内' },
  completed: { label: listViews.completed.label, unit: '对', means: '期满，联系过的或双方都写了评价的' },
  endedEarly: { label: '中途解除', unit: '对', means: '同意以后解除的，后来另找了别家的也在内' },
  neverMet: { label: '没有联系成', unit: '对', means: '期满了，双方一次也没有都说联系过，也没有都写评价的；后来另找了别家的也在内' },
  neverBegan: { label: '没有结成', unit: '对', means: '有一方不接受，或过期没有答复的，后来另找了别家的也在内' },
  goalsConfirmed: { label: '做到的目标', unit: '个', means: '凭据核实过的' },
  goals: { label: '全部目标', unit: '个', means: '帮扶计划里的全部目标' },
  sales: { label: '销售额', unit: '元', means: '西部店从结成的那个月起报的各月相加；没有填帮扶前数字的店不计，好和右边的数比' },
  salesAtStart: { label: '帮扶前', unit: '元', means: '同样这些店、同样多个月，按各店帮扶前的月销售额算' },
  bought: { label: '东部采购', unit: '元', means: '西部店从结成的那个月起报的各月相加；结成以前的月份不计' },
  employed: { label: '用工', unit: '人', means: '每家店结成以后、这段时间里最后报的那个月' },
  employedRegistered: { label: '其中建档立卡', unit: '人', means: '同上，只是人数，不记名' },
}
