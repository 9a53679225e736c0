// Labels of the register.

export const statusLabels = { none: '一般户', registered: '建档立卡贫困户', lifted: '已脱贫（享受政策）', returned: '返贫' } as const
export type Status = keyof typeof statusLabels

export const monitoringLabels = {
  none: '无',
  unstable: '脱贫不稳定户',
  marginal: '边缘易致贫户',
  sudden: '突发严重困难户',
  cleared: '风险消除',
} as const
export type Monitoring = keyof typeof monitoringLabels

export const sexLabels = { female: '女', male: '男' } as const
