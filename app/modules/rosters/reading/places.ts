// Where a row says that somebody lives: a township and a village, each in its column, or both in an address.
import type { Column } from './columns.ts'

/** What the row says, by column; null if the sheet has no such column. */
type Said = (column: Column) => string | null

/** Finds a region by the names in the sheet; null if there is none, or several. */
export type FindRegion = (township: string, village: string | null) => { code: string } | null

/** The county whose people are read, as messages name it. */
export interface County {
  name: string
  /** An example of a township and a village in it. */
  exampleAddress: string
}

/** Finds the region that the row names, or a problem in the column where the sheet names it. */
export function resolveRegion(said: Said, county: County, findRegion: FindRegion): { code: string } | { column: Column; message: string } {
  const address = addressParts(said('address') ?? '')
  const written = withoutHigher(said('township') ?? '')
  // A township and its village in the column of the township.
  const parts = findRegion(written, null) ? null : addressParts(written)
  const ownTownship = parts?.township && parts.rest !== '' && findRegion(parts.township, null) ? parts.township : written
  const township = ownTownship || address.township
  if (township === '') return withoutTownship(said, county)
  const wholeTownship = findRegion(township, null)
  if (!wholeTownship)
    return { column: ownTownship ? 'township' : 'address', message: `${county.name}没有叫“${township}”的乡镇。请照行政区划填写。` }
  const ownVillage = said('village') || (ownTownship === written ? said('village') : parts!.rest)
  const village = ownVillage || address.rest
  const found = [village, village.replace(township, ''), withoutGroup(village), withoutGroup(village.replace(township, ''))]
    .map((name) => findRegion(township, name || null))
    .find((region) => region !== null)
  if (found) return found
  if (!ownVillage && !namesVillage.test(village)) return wholeTownship
  return { column: ownVillage ? 'village' : 'address', message: `${township}没有叫“${village}”的村或社区。请照行政区划填写。` }
}

function withoutTownship(said: Said, { exampleAddress }: County): { column: Column; message: string } {
  if (said('township') !== null) return { column: 'township', message: '没有填乡镇，不知道是哪里的人。' }
  const address = said('address')
  if (address === null) return { column: 'township', message: '表里没有“乡镇”这一列，不知道是哪里的人。' }
  return {
    column: 'address',
    message:
      address === '' ? '没有填住址，不知道是哪里的人。' : `住址“${address}”里没有写乡镇，不知道是哪里的人。请写成“${exampleAddress}”这样。`,
  }
}

const above = /^.*?(省|自治区)|^.*?(自治州|地区|市)|^.*?县/

/** Removes province, prefecture and county before a township's name. */
const withoutHigher = (name: string) =>
  name.length > 4
    ? [0, 1, 2].reduce((rest) => (rest.replace(above, '').length >= 2 ? rest.replace(above, '') : rest), name.replace(/\s/g, ''))
    : name
/** Removes the group: 新民村三组 becomes 新民村. */
const withoutGroup = (village: string) =>
  village.replace(/\s/g, '').replace(/(村|社区)(第?[\d一二三四五六七八九十]+[组队]|.{1,4}组)?.{0,12}$/, '$1')

/**
 * Splits an address after its township. Higher levels come before the township, so that 县 in the name of a street is no county; a 区 that is
 * a housing estate, a park or a 社区 is no township.
 */
const throughTownship =
  /^(?:[^镇乡]*?(?:省|自治区))?(?:[^镇乡]*?(?:自治州|地区|市))?(?:[^镇乡]*?县)?(.+?(?:镇|乡|(?<![社小园])区|街道))(.*)$/

function addressParts(address: string) {
  const [, township = '', rest = ''] = address.replace(/\s/g, '').match(throughTownship) ?? []
  return { township, rest }
}

/** Matches text that means a village, known or not: 新民村, 新民村3组, 新民村委会. 新村路5号 does not. */
const namesVillage = /^[^\d号]{1,12}?(?:村|社区)(?:$|\P{Script=Han}|[村居]?民?委|第?[一二三四五六七八九十]+[组队]|.{1,4}组)/u
