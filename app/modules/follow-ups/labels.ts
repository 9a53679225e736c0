// Chinese words of follow-ups: states, tries, and the choices of the questions.
import type { TryOutcome } from './follow-up.machine.ts'

export const stateLabels = {
  planned: '还没到时候',
  due: '待回访',
  assigned: '已交给专干',
  answered: '已回访',
  notReached: '没找到人',
  declined: '不愿说',
  cancelled: '不用了',
} as const

export const tryLabels: Readonly<Record<TryOutcome, string>> = { noAnswer: '没打通', notHome: '不在家', away: '外出了' }

export const howLabels = { visit: '上门', call: '打电话' } as const

export const channelLabels = {
  ownShop: '自己的网店',
  platform: '平台、直播、微信',
  station: '村里的站点',
  employed: '给别人的店做',
} as const
export type Channel = keyof typeof channelLabels

/** Sales of a month, from small to large; the first is none. */
export const monthlyBands = ['没卖出去', '500 元以下', '500—2000 元', '2000—5000 元', '5000—2 万元', '2 万元以上'] as const

export const obstacleLabels = {
  goods: '没有货',
  shipping: '发货不方便',
  time: '没时间，家里走不开',
  money: '没有本钱',
  skill: '不会做，忘了',
  phone: '手机、网络不行',
  orders: '没有人买',
  away: '外出打工了',
  other: '别的',
} as const
export type Obstacle = keyof typeof obstacleLabels

export const helpLabels = {
  training: '再教一教',
  partner: '有人带一带',
  shipping: '帮忙发货',
  money: '贷款、补贴',
  goods: '帮忙找货',
  equipment: '手机、设备',
  none: '现在不用',
} as const
export type Help = keyof typeof helpLabels

/** Where a figure comes from, as it stays with it. */
export const sourceLabels = { told: '听她说的', proved: '看了订单、账本、照片', confirmed: '在现场看到的' } as const
export type Source = keyof typeof sourceLabels

export const answeredByLabels = { shop: '她的店每月报数，没有再问', followUp: '同一个人别的回访已经问过' } as const
