// What people enter, as schemas: shops, wishes, check-ins, messages, monthly figures.
import { z } from 'zod'
import { figure } from '#app/figure-field.ts'
import { device, id, listOf, sequence } from '#app/fields.ts'
import { isCategory } from './categories.ts'
import { monthLabels, shopLabels } from './figure-labels.ts'
import { mostWishes } from './matching/score.ts'
import { type Handling, handlings, type Platform, platforms, salesBands, type Skill, skills } from './shop.ts'

const oneOf = <T extends string>(words: Record<T, string>, what: string) =>
  z.array(z.enum(Object.keys(words) as [T, ...T[]], { error: `${what}里有不认识的选项` })).max(20)
const count = (what: string, most: number) => figure(what, { most, tooLarge: `${what}太大了，请核对` })
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
    name: line('店名', 40),
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

const distinct = (what: string) => listOf(id(), 2_000).refine((ids) => new Set(ids).size === ids.length, `${what}里有店选了两次`)

export const wishEntry = z
  .object({
    wishes: distinct('志愿').refine((ids) => ids.length <= mostWishes, `志愿最多 ${mostWishes} 个`),
    vetoes: distinct('不愿意的').default([]),
  })
  .refine(({ wishes, vetoes }) => !wishes.some((id) => vetoes.includes(id)), {
    path: ['vetoes'],
    error: '同一家店不能既选为志愿，又选为不愿意',
  })
export type WishEntry = z.input<typeof wishEntry>

/** The phone that sends it, and the how-manieth from there: sent again, it is the same. */
export const fromPhone = { device: device(), sequence: sequence() }

export const checkInEntry = z.object({
  ...fromPhone,
  /** A form says yes or no. */
  contacted: z.union([z.boolean(), z.enum(['yes', 'no']).transform((said) => said === 'yes')], { error: '请点一下：最近两周联系过没有' }),
  done: z.string().trim().max(500, '最多 500 字').default(''),
  next: z.string().trim().max(500, '最多 500 字').default(''),
  /** One tap says only whether they were in touch. */
  mood: z.enum(['well', 'slowly', 'stuck'], { error: '请选进展怎么样' }).nullable().default(null),
  aboutOther: z.string().trim().max(500, '最多 500 字').default(''),
})
export type CheckInEntry = z.input<typeof checkInEntry>

/** A picture alone is a message too; the command asks for one of the two. */
export const messageEntry = z.object({ ...fromPhone, text: z.string().trim().max(1000, '最多 1000 字').default('') })
export type MessageEntry = z.input<typeof messageEntry>

export const assessmentEntry = z.object({
  helped: z.enum(['much', 'some', 'little'], { error: '请选帮助大不大' }),
  words: z.string().trim().max(500, '最多 500 字').default(''),
})
export type AssessmentEntry = z.input<typeof assessmentEntry>

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
