// The lists of people and of households, as pages show them and a workbook holds them: numbers masked.
import { lookUp } from '#app/text/look-up.ts'
import type { Place } from '#app/modules/regions/regions.server.ts'
import type { ListColumn, ListDefinition, ListFilter, TableQuery } from '#app/ui/tables/table-query.ts'
import { sexLabels, statusLabels } from './labels.ts'
import type { ListedHousehold, ListedPerson } from './types.ts'

export type PlacedPerson = ListedPerson & { place: string }

const name: ListColumn<PlacedPerson> = { key: 'name', head: '姓名', kind: 'short', isName: true, value: (person) => person.name }
const sex: ListColumn<PlacedPerson> = { key: 'sex', head: '性别', kind: 'short', value: (person) => sexLabels[person.sex] }
const idNumber: ListColumn<PlacedPerson> = { key: 'idNumber', head: '身份证号', kind: 'short', value: (person) => person.idNumber }
const place: ListColumn<PlacedPerson> = { key: 'place', head: '乡镇和村', value: (person) => person.place }

export const statusFilterLabels: Record<string, string> = { ...statusLabels, unregistered: '没有登记属性' }

/** What a filter is called stands in the address; which rows pass is asked of the database. */
const askedFilter = <Row>(name: string, label: string): ListFilter<Row> => ({ name, label, value: () => [], labelOf: (code) => code })

/** Sorted, filtered and paged by the database: `arrange` knows nothing of it. */
export const personList: ListDefinition<PlacedPerson> = {
  size: 50,
  columns: [
    name,
    sex,
    idNumber,
    place,
    { key: 'household', head: '户编号', kind: 'short', value: ({ householdNumber }) => householdNumber ?? '没有登记' },
  ],
  filters: [askedFilter('region', '乡镇或村'), askedFilter('status', '户的属性'), askedFilter('stage', '阶段')],
}

/** Whom the register can enrol in a class. */
export const enrolmentList: ListDefinition<PlacedPerson & { isEnrolled: boolean }> = {
  size: 50,
  columns: [
    name,
    { key: 'enrolled', head: '报名', kind: 'short', value: ({ isEnrolled }) => (isEnrolled ? '已报名' : '') },
    sex,
    idNumber,
    place,
  ],
}

export type PlacedHousehold = ListedHousehold & { place: string }

/** Sorted, filtered and paged by the database, like the people. */
export const householdList: ListDefinition<PlacedHousehold> = {
  size: 50,
  columns: [
    { key: 'number', head: '户编号', kind: 'short', value: ({ number }) => number },
    { key: 'head', head: '户主', kind: 'short', isName: true, value: ({ head }) => head ?? '没有登记' },
    { key: 'members', head: '人数', kind: 'number', value: ({ members }) => members },
    { key: 'place', head: '乡镇和村', value: (household) => household.place },
    { key: 'status', head: '属性', kind: 'short', value: ({ status }) => (status ? statusLabels[status] : '没有登记') },
  ],
  filters: [askedFilter('region', '乡镇或村'), askedFilter('status', '户的属性')],
}

/** What both lists are filtered by, in words: without what is not chosen. */
export function nameFilters({ region, status }: Record<'region' | 'status', string>, places: readonly Place[]) {
  const named = places.flatMap(({ code, name, villages }) => [
    { code, name },
    ...villages.map((village) => ({ code: village.code, name: `${name} ${village.name}` })),
  ])
  return [
    { name: 'region', label: '乡镇或村', value: region, words: named.find(({ code }) => code === region)?.name ?? region },
    { name: 'status', label: '户的属性', value: status, words: lookUp(statusFilterLabels, status) ?? status },
  ].filter(({ value }) => value)
}

/** The columns by which people are sorted, unless a search finds too many, and why not by the others. */
export const sortingOf = (isSortable: boolean, also = '') =>
  isSortable
    ? { sortable: ['name', 'sex', 'place', 'household'], unsorted: `身份证号遮着，不能按它排${also && `；${also}也不能`}。` }
    : { sortable: [], unsorted: '找到的太多，不能另外排。请多写几个字再找。' }

/** More people or households are not in one workbook. */
export const maxExported = 10_000

/** More are not enrolled at once. */
export const maxTickedPersons = 2_000

/** Who is ticked: those who were, and those whom the list was asked to tick; nobody if that was asked for. */
export const keepTicked = (tick: TableQuery['tick'], posted: readonly string[], asked: readonly string[]): string[] =>
  tick === 'none' ? [] : [...new Set([...posted, ...(tick ? asked : [])])].slice(0, maxTickedPersons)
