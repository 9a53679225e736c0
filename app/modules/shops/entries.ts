// Schemas of what people enter about a shop: the shop itself, and its monthly figures.
import { z } from 'zod'
import { id, wholeNumberField } from '#app/fields.ts'
import { isCategory } from './categories.ts'
import { monthLabels, shopLabels } from './figure-labels.ts'
import { type Handling, handlings, type Platform, platforms, salesBands, type Skill, skills } from './shop.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const oneOf = <T extends string>(words: Record<T, string>, what: string) =>
  z.array(z.enum(Object.keys(words) as [T, ...T[]], { error: `${what}里有不认识的选项` })).max(20)

const count = (what: string, max: number) => wholeNumberField(what, { max, tooLarge: `${what}太大了，请核对` })

const line = (what: string, most: number) =>
  z
    .string({ error: `请填${what}` })
    .trim()
    .min(1, `请填${what}`)
    .max(most, `${what}最多 ${most} 字`)

const category = id().refine(isCategory, '品类不在目录里')

export const shopEntry = z
  .object({
    side: z.enum(['west', 'east']),
    name: line('店名', maxLengths.shopName),
    ownerAccountId: id().min(1, '请选店主'),
    regionCode: z.string().regex(/^\d{6}(\d{3})?(\d{3})?$/, '请选地区'),
    platforms: oneOf<Platform>(platforms, '平台').default([]),
    categories: z.array(category).min(1, '请至少选一个品类').max(10, '品类最多 10 个'),
    band: count('年销售额档次', salesBands.length - 1),
    staff: count(shopLabels.staff, 100_000),
    registeredStaff: count(shopLabels.registeredStaff, 100_000).nullable().default(null),
    startingSales: count(shopLabels.startingSales, 1_000_000_000).nullable().default(null),
    startingOrders: count(shopLabels.startingOrders, 100_000_000).nullable().default(null),
    needs: oneOf<Skill>(skills, '需要').default([]),
    ships: oneOf<Handling>(handlings, '发货方式').default([]),
    willHelp: count(shopLabels.willHelp, 20).default(0),
    teaches: oneOf<Skill>(skills, '会教的').default([]),
    handles: oneOf<Handling>(handlings, '发货经验').default([]),
    buys: z.array(category).max(10, '想采购的品类最多 10 个').default([]),
  })
  .refine(({ registeredStaff, staff }) => (registeredStaff ?? 0) <= staff, {
    path: ['registeredStaff'],
    error: '建档立卡人数不能多于总人数',
  })

export type ShopEntry = z.input<typeof shopEntry>

export const resultEntry = z
  .object({
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请选月份'),
    sales: count(monthLabels.sales, 1_000_000_000),
    orders: count(monthLabels.orders, 100_000_000),
    employed: count(monthLabels.employed, 100_000),
    employedRegistered: count(monthLabels.employedRegistered, 100_000),
    boughtByEast: count(monthLabels.boughtByEast, 1_000_000_000),
  })
  .refine(({ employed, employedRegistered }) => employedRegistered <= employed, {
    path: ['employedRegistered'],
    error: '建档立卡人数不能多于用工人数',
  })

export type ResultEntry = z.input<typeof resultEntry>
