// The door of regions: look-ups in the national codes of a programme's two sides. Nothing is stored in the database.
import { isValidOn } from '#app/calendar.ts'
import type { Programme } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { listAllRegionRows, getRegionId, listRegionRows, type RegionRow } from '#db/regions/table.ts'
import { countyOf, townshipOf } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'
import { compareByPinyin } from '#app/text/by-pinyin.server.ts'

export type Level = 'province' | 'prefecture' | 'county' | 'township' | 'village'

export interface Region {
  /** National statistical code without trailing zeros: 2, 4, 6, 9 or 12 digits. */
  code: string
  name: string
  level: Level
  /** First day; null if the edition does not say. */
  from: string | null
  /** First day on which it no longer existed; null if it still exists. */
  to: string | null
}

/** Returns the office of a county that holds its classes and issues its certificates, by the county's name on that day. */
export const getTrainingOffice = ({ west }: Programme, countyCode: string, day: string) =>
  `${findRegionOn(countyCode, day)?.name ?? ''}${west.trainingOffice}`

/** Returns the name on a day of the county whose people are trained. */
export const getCountyName = ({ west }: Programme, day: string) => findRegionOn(west.county, day)?.name ?? west.shortName

const levels: Record<number, Level> = { 2: 'province', 4: 'prefecture', 6: 'county', 9: 'township', 12: 'village' }

const toRegion = ({ code, name, from, to }: RegionRow): Region => ({ code, name, level: levelOf(code), from: from ?? null, to: to ?? null })

const levelOf = (code: string): Level => present(levels[code.length], `level of ${code}`)

let areLoaded = false

/** Regions are also needed before any site is open: then the configured programme loads them. */
function loaded<T>(ask: () => T): T {
  if (!areLoaded) loadProgramme()
  areLoaded = true
  return ask()
}

const rows = () => loaded(listAllRegionRows)

/** Finds the region that had this code on this day; null if there was none. */
export function findRegionOn(code: string, day: string): Region | null {
  const row = findRowOn(code, day)
  return row ? toRegion(row) : null
}

const findRowOn = (code: string, day: string) => loaded(() => listRegionRows(code)).find((row) => isValidOn(row, day))

const parentCode = (code: string) =>
  ({ 12: townshipOf(code), 9: countyOf(code), 6: code.slice(0, 4), 4: code.slice(0, 2) })[code.length] ?? null

/** Lists what was directly in a region on a day, by pinyin: people look names up, codes say nothing to them. A county that was divided later includes what became the new one. */
export function listChildren(code: string, day: string): Region[] {
  const parent = findRowOn(code, day)
  if (!parent) return []
  return rows()
    .filter((row) => isValidOn(row, day) && (row.parent ? row.parent === getRegionId(parent) : parentCode(row.code) === code))
    .map(toRegion)
    .sort((one, other) => compareByPinyin(one.name, other.name))
}

/** Returns the names from the province down. */
export function getPath(code: string, day: string): string[] {
  const row = findRowOn(code, day)
  if (!row) return []
  const parent = row.parent?.replace('@before', '') ?? parentCode(code)
  return [...(parent ? getPath(parent, day) : []), row.name]
}

/** Shortens a name to its spoken form: 老里坝村村民委员会 to 老里坝村, 城东社区居民委员会 to 城东社区. */
export const toSpokenName = (name: string) => name.replace(/(?<=[村区])(村民|居民)委员会$/, '').replace(/村民委员会$/, '村')

/** Formats township and village in their spoken form, for lists within the county. */
export const formatPlace = (code: string, day: string) => getPath(code, day).slice(3).map(toSpokenName)

/** Adds to each row its township and village in words. */
export const placeRows = <Row extends { regionCode: string }>(rows: readonly Row[], day: string) =>
  rows.map((row) => ({ ...row, place: formatPlace(row.regionCode, day).join(' ') }))

/** Lists the townships of a county, each with its villages, in their spoken form: to choose from. */
export const listPlaces = (county: string, day: string) => {
  const spoken = (region: Region) => ({ code: region.code, name: toSpokenName(region.name) })
  return listChildren(county, day).map((township) => ({ ...spoken(township), villages: listChildren(township.code, day).map(spoken) }))
}
export type Place = ReturnType<typeof listPlaces>[number]

/** Lists the regions into which a region of that day was merged or divided, or from which it came. */
export const listSuccessors = (code: string, day: string): Region[] => {
  const row = findRowOn(code, day)
  return row
    ? rows()
        .filter((other) => other.after?.includes(getRegionId(row)))
        .map(toRegion)
    : []
}
export const listPredecessors = (code: string, day: string): Region[] => {
  const row = findRowOn(code, day)
  return row
    ? rows()
        .filter((other) => row.after?.includes(getRegionId(other)))
        .map(toRegion)
    : []
}

const ignorable = /[\s\u3000·.．]/g
const endings = /(村民居委会|村民委员会|居民委员会|社区居委会|社区居民委员会|村委会|居委会|委员会|社区|行政村|村)+$/
const townshipEndings = /(街道办事处|街道|人民政府|镇|乡|区)+$/

/** Returns a name without the parts that offices add or leave out at will. */
const coreName = (name: string, level: 'township' | 'village') => {
  const bare = name.normalize('NFKC').replace(ignorable, '')
  const core = bare.replace(level === 'village' ? endings : townshipEndings, '')
  return core || bare
}

/**
 * Finds a village (or, without one, a township) of a county by the names that offices write: 鸡鸣坝村, 鸡鸣坝村村委会 and 鸡鸣坝 are one. Null if there
 * is none or if the name fits several equally well.
 */
export function findRegion({
  county,
  township,
  village,
  day,
}: {
  county: string
  township: string
  village?: string | null | undefined
  day: string
}): Region | null {
  const towns = findClosest(listChildren(county, day), township, 'township')
  if (!towns) return null
  if (!village?.trim()) return towns
  return findClosest(listChildren(towns.code, day), village, 'village')
}

/**
 * Lists the townships and villages of a county that somebody may mean: those of exactly this name, 甲河镇 or 甲河镇乙坪村; otherwise those of
 * this name without what offices leave out, 甲河. None for a single character.
 */
export function listRegionsNamed(county: string, typed: string, day: string): Region[] {
  const bare = typed.normalize('NFKC').replace(ignorable, '')
  if ([...bare].length < 2) return []
  const townships = listChildren(county, day)
  const known = townships.flatMap((township) => [
    { region: township, level: 'township' as const, names: [township.name] },
    ...listChildren(township.code, day).map((region) => {
      const spoken = toSpokenName(region.name)
      return { region, level: 'village' as const, names: [region.name, spoken, township.name + spoken] }
    }),
  ])
  const exact = known.filter(({ names }) => names.includes(bare))
  const meant = exact.length > 0 ? exact : known.filter(({ region, level }) => coreName(region.name, level) === coreName(bare, level))
  return meant.map(({ region }) => region)
}

function findClosest(among: Region[], name: string, level: 'township' | 'village') {
  const bare = name.normalize('NFKC').replace(ignorable, '')
  const exact = among.filter((region) => region.name === bare || toSpokenName(region.name) === bare)
  if (exact.length === 1) return exact[0] ?? null
  const alike = among.filter((region) => coreName(region.name, level) === coreName(name, level))
  return alike.length === 1 ? (alike[0] ?? null) : null
}
