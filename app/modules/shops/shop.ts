// What is known of a shop on either side, and its labels.

export type Side = 'west' | 'east'

export const platforms = { taobao: '淘宝', jd: '京东', pinduoduo: '拼多多', douyin: '抖音', wechat: '微信小店', other: '其他平台' } as const
export type Platform = keyof typeof platforms

/** What an eastern shop can teach and a western one may need. */
export const skills = {
  product: '选品',
  photos: '拍照',
  pages: '详情页',
  traffic: '引流',
  service: '客服',
  packing: '包装',
  logistics: '物流',
  brand: '品牌',
  live: '直播',
} as const
export type Skill = keyof typeof skills

/** How goods must travel: what the western shop ships, and what the eastern shop has experience with. */
export const handlings = { ambient: '常温小件', chilled: '冷链', bulky: '大件重货', fragile: '易碎' } as const
export type Handling = keyof typeof handlings

/**
 * Returns how a shop's goods travel: what a western shop ships, what an eastern one has experience with. Offices write either under
 * 发货方式; lists imported until 2026-11 left it in the other side's field.
 */
export const shippingOf = ({ ships, handles }: { ships: readonly string[]; handles: readonly string[] }): Handling[] =>
  (Object.keys(handlings) as Handling[]).filter((it) => ships.includes(it) || handles.includes(it))

/** Yearly sales, from small to large. */
export const salesBands = ['尚未开张', '10 万元以下', '10—50 万元', '50—200 万元', '200—1000 万元', '1000 万元以上'] as const

export const formatList = (words: readonly string[]) => words.join('、')

/** What it means that somebody is taken off the list of a shop's certified people. */
export const leavesShop = (name: string) => `从店里的名单去掉${name}。证书不变；弄错了，用证书上的验证码再添上。`
