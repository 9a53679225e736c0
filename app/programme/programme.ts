// One pair of an eastern and a western side: its counties, names, prefixes and terms. It belongs to the installation
// (`site.programme`).
import { z } from 'zod'

const aName = z.string().min(1).max(40)
const words = z.array(z.string().min(1).max(40)).max(200)
const countyCode = z
  .string()
  .length(6)
  .regex(/^\d{6}$/)

/** The file of a programme. docs/how-to/programme.md explains each field. */
export const programmeSchema = z.strictObject({
  /** The year in which it began: lists start there by default, and place names are also looked up as of then. */
  firstYear: z.int().min(1990).max(2100),
  /** The prefix of its certificate numbers. */
  certificatePrefix: z.string().regex(/^[A-Z]{1,6}$/),
  west: z.strictObject({
    /** The county whose people are trained and counted. */
    county: countyCode,
    /** Its short name, on screens. */
    shortName: aName,
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
    shortName: aName,
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
})

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
