// The accounts of the demo and their secrets. The numbers are made up, and the secrets are public.
import { homeTownship } from './county.ts'

export const password = 'xianfeng-yuhang-2019'
export const pin = '204060'

export const users = [
  { role: 'administrator', name: '管理员小余', phone: '19800000001', region: undefined },
  { role: 'coordinator', name: '结对协调员小盟', phone: '19800000005', region: undefined },
  { role: 'official', name: '人社干部小咸', phone: '19800000002', region: '422826' },
  { role: 'townshipOfficer', name: '唐崖镇专干小唐', phone: '19800000003', region: homeTownship },
  { role: 'instructor', name: '讲师小浙', phone: '19800000004', region: undefined },
  { role: 'instructor', name: '讲师小杭', phone: '19800000006', region: undefined },
] as const

/** The instructor of the classes; the other one only writes courses with her. */
export const teacher = users[4]

/** The owners who can sign in, one on each side: the key of the shop, and the owner's name. */
export const ownersWhoSignIn = [
  { key: 'w1', role: '咸丰店主' },
  { key: 'e1', role: '余杭店主' },
] as const
