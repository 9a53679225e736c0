// Labels of the register.

export const statusLabels = { none: '一般户', registered: '建档立卡贫困户', lifted: '已脱贫（享受政策）', returned: '返贫' } as const
export type Status = keyof typeof statusLabels

/** What a person is who belongs to no registered household: nothing is known of any, so it is no 一般户. */
export const noHouseholdLabel = '没有登记户'

/** Formats the status of the household to which somebody belonged; `household`: its id or number, null if there was none. */
export const formatHouseholdStatus = (household: string | null, status: Status) =>
  household === null ? noHouseholdLabel : statusLabels[status]

export const monitoringLabels = {
  none: '无',
  unstable: '脱贫不稳定户',
  marginal: '边缘易致贫户',
  sudden: '突发严重困难户',
  cleared: '风险消除',
} as const
export type Monitoring = keyof typeof monitoringLabels

export const sexLabels = { female: '女', male: '男' } as const

/** What the lists of people and of households can be sorted by; each list knows its own. */
export const registerSorts = ['name', 'sex', 'place', 'household', 'number', 'head', 'members', 'status'] as const
export type RegisterSort = (typeof registerSorts)[number]
