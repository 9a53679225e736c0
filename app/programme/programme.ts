// One pair of an eastern and a western side: its counties, names, prefixes and terms. It belongs to the installation
// (`site.programme`). What its file says, an administrator may set otherwise on screen (app/modules/programme-settings).
import { z } from 'zod'
import { type Bounds, retentionBounds, shareBounds, termBounds, usualValues, weightBounds } from './bounds.ts'
import { isPublicOrigin } from './public-origin.ts'

const aName = z.string().trim().min(1, '不能空着').max(40, '最多 40 字')
/** Screens put it into headings. */
const aShortName = z.string().trim().min(1, '不能空着').max(12, '最多 12 字')
const words = z.array(z.string().min(1).max(40)).max(200)
const countyCode = z
  .string()
  .length(6)
  .regex(/^\d{6}$/)

/** Whole numbers within their bounds, each with its usual value. */
const wholeNumbers = <Name extends string>(bounds: Readonly<Record<Name, Bounds>>) =>
  z
    .strictObject(
      Object.fromEntries(
        Object.entries<Bounds>(bounds).map(([name, { least, most, usual }]) => [
          name,
          z.int('要填整数').min(least, `至少 ${least}`).max(most, `最多 ${most}`).default(usual),
        ]),
      ) as Record<Name, z.ZodDefault<z.ZodInt>>,
    )
    .default(() => usualValues(bounds) as never)

/** More days than any year has off, for several years. */
const maxHolidays = 400
const sentence = z.string().trim().min(2, '至少 2 个字').max(300, '最多 300 字')

/** What people read where they agree to something, or first sign in. */
const textsSchema = z
  .strictObject({
    /** Above the button by which somebody agrees to be registered as the owner of a shop. */
    ownerConsent: sentence.default('自己开了网店、想参加结对帮扶的，先在这里同意，再请结对协调员用您的手机号登记。没有开店，不用点。'),
    /** Above the button by which an owner lets the other side see the phone number. */
    phoneConsent: sentence.default('同意以后，对方可以看您的电话，每看一次都会记下来。随时可以改成不给看。'),
    /** Where somebody opens a slip and chooses a PIN. */
    firstSignIn: sentence.default('您的学习、考试和结业会记在这里，给办班的单位看。谁看过您的身份证号，您自己查得到。'),
  })
  .prefault({})

/** The file of a programme. docs/how-to/programme.md explains each field. */
const fileSchema = z.strictObject({
  /** The year in which it began: lists start there by default, and place names are also looked up as of then. */
  firstYear: z.int().min(1990).max(2100),
  /** The prefix of its certificate numbers. */
  certificatePrefix: z.string().regex(/^[A-Z]{1,6}$/, '要写 1 到 6 个大写字母'),
  west: z.strictObject({
    /** The county whose people are trained and counted. */
    county: countyCode,
    /** Its short name, on screens. */
    shortName: aShortName,
    /** Words that name this side in lists: the county, its prefecture, its province. */
    placeWords: words.min(1),
    /** The office that holds the classes and issues the certificates, without the county's name. */
    trainingOffice: aName,
    /** A township and a village of the county, as an example of an address. */
    exampleAddress: aName,
  }),
  east: z.strictObject({
    /** The helping counties; the first gives the side its name. */
    counties: z.array(countyCode).min(1).max(20),
    shortName: aShortName,
    placeWords: words.min(1),
  }),
  /** Counties that were divided while the programme ran: the table of regions does not have this. */
  divisions: z
    .array(z.strictObject({ day: z.iso.date(), county: countyCode, newCounty: countyCode }))
    .max(20)
    .default([]),
  /** Goods with another name here than in the tree of goods (app/modules/shops/categories.ts), by code. */
  goods: z
    .record(z.string().max(40), z.strictObject({ name: aName, words: words.default([]) }))
    .refine((goods) => Object.keys(goods).length <= 500, '最多 500 种')
    .default({}),
  /** Local words that somebody guessing passwords would try first. */
  weakWords: words.default([]),
  terms: wholeNumbers(termBounds),
  shares: wholeNumbers(shareBounds),
  /** What the parts of a match weigh in a new round. */
  weights: wholeNumbers(weightBounds),
  retention: wholeNumbers(retentionBounds),
  /** Days on which there are no classes. */
  holidays: z.array(z.iso.date()).max(maxHolidays, `最多 ${maxHolidays} 天`).default([]),
  /** The address that slips and certificates carry if TIDUI_ADDRESS is not set; empty if there is none. */
  publicAddress: z
    .string()
    .max(200, '最多 200 字')
    .refine((address) => address === '' || isPublicOrigin(address), {
      error: '应写成 https://学习.某县.cn 这样，后面不带路径',
    })
    .default(''),
  texts: textsSchema,
})

export const programmeSchema = fileSchema
  .refine(({ terms }) => terms.escalateAfterDays < terms.atRiskAfterDays, {
    path: ['terms', 'atRiskAfterDays'],
    error: '要比“告诉乡镇专干”晚',
  })
  .refine(({ terms }) => terms.checkInDays < terms.pairingDays, { path: ['terms', 'checkInDays'], error: '要比一次结对的时间短' })
  .refine(({ terms }) => terms.firstFollowUpMonths < terms.secondFollowUpMonths, {
    path: ['terms', 'secondFollowUpMonths'],
    error: '要比第一次回访晚',
  })
  .refine(({ terms }) => terms.secondFollowUpMonths < terms.thirdFollowUpMonths, {
    path: ['terms', 'thirdFollowUpMonths'],
    error: '要比第二次回访晚',
  })
  .refine(({ weights }) => Object.values(weights).some((weight) => weight > 0), { path: ['weights', 'nearness'], error: '不能全是 0' })

export interface Programme extends z.infer<typeof programmeSchema> {
  /** The file that it was read from; null for the one that ships. */
  file: string | null
}

type Named = Pick<Programme, 'west' | 'east'>

/** Returns the Chinese names of the two sides. */
export const getSideLabels = ({ west, east }: Named) => ({ west: `西部（${west.shortName}）`, east: `东部（${east.shortName}）` })

/** Returns the line under the product's name at desks. */
export const lineOf = ({ west, east }: Named) => `${east.shortName} · ${west.shortName} 电商人才培训`

/** Returns the first day on which the programme may have run. */
export const getFirstDay = ({ firstYear }: Pick<Programme, 'firstYear'>) => `${firstYear}-01-01`
