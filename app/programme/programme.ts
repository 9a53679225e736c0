// One pair of an eastern and a western side: its counties, names, prefixes and words. It belongs to the installation (`site.programme`).
import { z } from 'zod'

const aName = z.string().min(1).max(40)
const words = z.array(z.string().min(1).max(40)).max(200)
const countyCode = z
  .string()
  .length(6)
  .regex(/^\d{6}$/)

/** The file of a programme. docs/how-to/programme.md says what each field is for. */
export const programmeSchema = z.strictObject({
  /** The year in which it began: lists begin there unless told otherwise, and names of places are also read as of then. */
  firstYear: z.int().min(1990).max(2100),
  /** What the numbers of its certificates begin with. */
  certificatePrefix: z.string().regex(/^[A-Z]{1,6}$/),
  west: z.strictObject({
    /** The county whose people are trained and counted. */
    county: countyCode,
    /** As it is called in short, on screens. */
    shortName: aName,
    /** Words that name this side in lists: the county, its prefecture, its province. */
    placeWords: words.min(1),
    /** The office that holds the classes and issues the certificates, without the county's name. */
    trainingOffice: aName,
    /** A township and a village of the county, as an example of how to write an address. */
    exampleAddress: aName,
  }),
  east: z.strictObject({
    /** The helping counties, the one that names the side first. */
    counties: z.array(countyCode).min(1).max(20),
    shortName: aName,
    placeWords: words.min(1),
  }),
  /** Counties that were divided while the programme ran: what the table of regions does not tell by itself. */
  divisions: z
    .array(z.strictObject({ day: z.iso.date(), county: countyCode, newCounty: countyCode }))
    .max(20)
    .default([]),
  /** Goods that are called otherwise here than in the tree of goods (app/modules/shops/categories.ts), by code. */
  goods: z
    .record(z.string().max(40), z.strictObject({ name: aName, words: words.default([]) }))
    .refine((goods) => Object.keys(goods).length <= 500, '最多 500 种')
    .default({}),
  /** Words of the place that guessing a password begins with. */
  weakWords: words.default([]),
})

export interface Programme extends z.infer<typeof programmeSchema> {
  /** The file that it was read from; null for the one that ships. */
  file: string | null
}

type Named = Pick<Programme, 'west' | 'east'>

/** What the two sides are called on screens. */
export const getSideLabels = ({ west, east }: Named) => ({ west: `西部（${west.shortName}）`, east: `东部（${east.shortName}）` })

/** The line under the product's name at desks. */
export const lineOf = ({ west, east }: Named) => `${east.shortName} · ${west.shortName} 电商人才培训`

/** The first day on which the programme may have run. */
export const getFirstDay = ({ firstYear }: Pick<Programme, 'firstYear'>) => `${firstYear}-01-01`
