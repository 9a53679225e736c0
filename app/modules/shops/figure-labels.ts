// Labels of shops' figures: the same at the field and in its error messages.

export const monthLabels = {
  sales: '卖了多少元',
  orders: '几单',
  employed: '用了几个人',
  employedRegistered: '其中建档立卡户几个人',
  boughtByEast: '东部店采购了多少元',
} as const

export const shopLabels = {
  staff: '店里几个人',
  registeredStaff: '其中建档立卡户几个人',
  startingSales: '帮扶以前，一个月卖多少元',
  startingOrders: '帮扶以前，一个月几单',
  willHelp: '愿意帮几家店',
} as const
