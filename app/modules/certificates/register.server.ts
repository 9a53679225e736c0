// The register of certificates: found by filters, number or name, in an order, a page at a time.
//
// What the filters leave is looked up first, each by its own index, and counted up to a limit. Within it everything is put in order in
// memory. Beyond it so many rows pass that walking the index of the order soon fills a page.
import { and, asc, desc, eq, gt, gte, lte, type SQL, sql } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { readInSlices } from '#app/in-slices.server.ts'
import { firstPage, type PageLinks, type Position, readPage, readPageOfList, type RowRange } from '#app/paging.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { compareByPinyin, compareNames } from '#app/text/by-pinyin.server.ts'
import { normaliseKey } from '#app/text/keys.ts'
import { normaliseName } from '#app/text/person-name.ts'
import { beginsWith } from '#db/dialect/dialect.ts'
import { inValues } from '#db/in-values.ts'
import { certificates } from '#db/schema/certificates.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { validState } from './certificate.states.ts'
import { certificateWorkflow } from './certificates.workflow.ts'
import type { CertificateContent } from './commands.server.ts'
import { certificatesVisibleTo } from './policy.ts'
import { type CertificateView, readCertificates } from './queries.server.ts'
import { certificateStateLabels } from './labels.ts'
import { indexedSorts, type RegisterQuery, type RegisterSort } from './register-query.ts'

export interface RegisteredCertificate {
  id: string
  number: string
  /** As it is printed. */
  name: string
  cohort: { id: string; number: number; name: string; startsOn: string }
  course: string
  issuedOn: string
  state: string
  /** Where the holder lives now. */
  region: string
}

export interface CertificateRegister {
  rows: RegisteredCertificate[]
  /** How many there are; up to the limit if there are more. */
  count: number
  isCounted: boolean
  turns: PageLinks
}

/** What is asked for, and the beginning of a number or name, which has no place in an address. */
export interface RegisterQuestion extends RegisterQuery {
  search?: string
}

type Reading = Pick<Site, 'read'>
type Key = Pick<RegisteredCertificate, 'id' | 'number' | 'issuedOn' | 'name'>

/** More than these are not counted, not put into one workbook, and not sorted by what no index sorts. */
export const maxCounted = 5_000
const pageSize = 50

/** A number has a digit; everything else is a name. */
function parseSearch(search = '') {
  const isNumber = /\d/.test(search)
  const typed = isNumber ? normaliseKey(search) : normaliseName(search)
  return typed ? { column: isNumber ? certificates.number : persons.name, typed } : null
}

function searched(search: string | undefined): SQL | undefined {
  const parsed = parseSearch(search)
  return parsed ? beginsWith(parsed.column, parsed.typed) : undefined
}

const ofYear = (year: string | null) =>
  year ? and(gte(certificates.issuedOn, `${year}-01-01`), lte(certificates.issuedOn, `${year}-12-31`)) : undefined

/** The conditions, each of which may use its index. */
const conditions = (viewer: Viewer, { cohort, year, region, state, search }: RegisterQuestion) => [
  certificatesVisibleTo(viewer),
  cohort ? eq(certificates.cohortId, cohort) : undefined,
  ofYear(year),
  region ? inRegion(persons.regionCode, region) : undefined,
  state ? and(eq(workflows.kind, certificateWorkflow.kind), eq(workflows.state, state)) : undefined,
  searched(search),
  gt(certificates.issuedOn, ''), // without another condition, by the index of days
]

/** The same for walking in order: what would lead to another index is hidden from the planner. */
function walkingConditions(viewer: Viewer, { cohort, year, region, state, search }: RegisterQuestion) {
  const place = sql`(${persons.regionCode} || '')`
  const parsed = parseSearch(search)
  return [
    certificatesVisibleTo(viewer, place),
    cohort ? sql`(${certificates.cohortId} || '') = ${cohort}` : undefined,
    ofYear(year),
    region ? inRegion(place, region) : undefined,
    state ? sql`(${workflows.state} || '') = ${state}` : undefined,
    parsed ? sql`substr(${parsed.column}, 1, ${[...parsed.typed].length}) = ${parsed.typed}` : undefined,
  ]
}

const joined = ({ read }: Reading) =>
  read
    .select({ id: certificates.id, number: certificates.number, issuedOn: certificates.issuedOn, name: persons.name })
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .innerJoin(workflows, eq(workflows.id, certificates.id))

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))
type Order<Row> = (one: Row, other: Row) => number
const orders: Partial<Record<RegisterSort, Order<Key>>> = {
  day: (one, other) => compare(one.issuedOn, other.issuedOn) || compare(one.number, other.number),
  number: (one, other) => compareByPinyin(one.number, other.number),
  name: (one, other) => compareNames(one.name, other.name) || compare(one.number, other.number),
}

/** Orders by what has to be read of each certificate first. */
const detailedOrders: Partial<Record<RegisterSort, Order<RegisteredCertificate>>> = {
  cohort: (one, other) => compare(yearOf(one), yearOf(other)) || one.cohort.number - other.cohort.number,
  class: (one, other) => compareByPinyin(one.cohort.name, other.cohort.name),
  course: (one, other) => compareByPinyin(one.course, other.course),
  place: (one, other) => compare(one.region, other.region),
  state: (one, other) => placesOfStates.indexOf(one.state) - placesOfStates.indexOf(other.state),
}
const yearOf = ({ cohort }: RegisteredCertificate) => cohort.startsOn.slice(0, 4)
const placesOfStates = Object.keys(certificateStateLabels)

/** Those that pass, in order; null if there are more than are counted. */
async function findFew(site: Reading, viewer: Viewer, question: RegisterQuestion): Promise<Key[] | null> {
  const keys = await joined(site)
    .where(and(...conditions(viewer, question)))
    .limit(maxCounted + 1)
  if (keys.length > maxCounted) return null
  const direction = question.dir === 'desc' ? -1 : 1
  const detailed = detailedOrders[question.sort]
  if (!detailed) {
    const order = orders[question.sort] ?? orders.day
    return order ? keys.sort((one, other) => direction * order(one, other)) : keys
  }
  const inOrder = keys.sort((one, other) => compare(one.number, other.number)).map(({ id }) => id)
  const rows = await readInSlices(inOrder, (ids) => toRegistered(site, ids))
  return rows.sort((one, other) => direction * detailed(one, other))
}

/** Reads a stretch of all that pass, in the order of the index. A row's key is its number, which also says on which day it was issued. */
const walk = (site: Reading, viewer: Viewer, question: RegisterQuestion) => async (range: RowRange) => {
  const byDay = question.sort === 'day'
  const down = (question.dir === 'desc') !== range.backwards
  const edge = range.after ?? range.before
  const [from] = edge
    ? await site.read
        .select({ number: certificates.number, issuedOn: certificates.issuedOn })
        .from(certificates)
        .where(eq(certificates.number, edge))
    : []
  const beyond = down ? sql`<` : sql`>`
  const beginning = byDay ? gt(certificates.issuedOn, '') : gt(certificates.number, '')
  const start = from
    ? byDay
      ? sql`(${certificates.issuedOn}, ${certificates.number}) ${beyond} (${from.issuedOn}, ${from.number})`
      : sql`${certificates.number} ${beyond} ${from.number}`
    : beginning
  const direction = down ? desc : asc
  return joined(site)
    .where(and(start, ...walkingConditions(viewer, question)))
    .orderBy(...(byDay ? [direction(certificates.issuedOn), direction(certificates.number)] : [direction(certificates.number)]))
    .limit(range.limit)
    .offset(range.skip)
}

/** Adds what a row shows, in the order of the ids. */
async function toRegistered({ read }: Reading, ids: readonly string[]): Promise<RegisteredCertificate[]> {
  const rows = await read
    .select({
      id: certificates.id,
      number: certificates.number,
      content: certificates.content,
      issuedOn: certificates.issuedOn,
      state: workflows.state,
      region: persons.regionCode,
      cohort: { id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
    })
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .innerJoin(workflows, eq(workflows.id, certificates.id))
    .innerJoin(cohorts, eq(cohorts.id, certificates.cohortId))
    .where(inValues(certificates.id, ids))
  const byId = new Map(
    rows.map(({ content, ...row }) => {
      const { name, course } = content as unknown as CertificateContent
      return [row.id, { ...row, name, course }]
    }),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How looking at them is recorded: not what was searched for. */
const whatOf = ({ search, cohort }: RegisterQuestion) =>
  search?.trim() ? 'certificates found by a search' : cohort ? `certificates of class ${cohort}` : 'certificates'

/** Lists the certificates that the viewer may see, a page at a time. More than are counted are sorted by number or day only. */
export async function listRegister(
  site: Site,
  viewer: Viewer,
  asked: RegisterQuestion,
  position: Position = firstPage,
): Promise<CertificateRegister> {
  const few = await findFew(site, viewer, asked)
  const question: RegisterQuestion = few || indexedSorts.includes(asked.sort) ? asked : { ...asked, sort: 'day', dir: 'desc' }
  const request = { position, size: pageSize, keyOf: ({ number }: Key) => number }
  const { rows, ...turns } = few
    ? await readPageOfList(few, request)
    : await readPage({ ...request, count: null, read: walk(site, viewer, question) })
  await recordAccess(site, {
    kind: 'list',
    who: viewer.accountId,
    what: whatOf(asked),
    rows: rows.length,
  })
  return {
    rows: await toRegistered(
      site,
      rows.map(({ id }) => id),
    ),
    count: few?.length ?? maxCounted,
    isCounted: few !== null,
    turns,
  }
}

/** Returns all that pass, in order. Throws 409 if there are more than a workbook or a printed list is made of. */
export async function listWholeRegister(site: Site, viewer: Viewer, question: RegisterQuestion): Promise<RegisteredCertificate[]> {
  const few = await findFew(site, viewer, question)
  if (!few) throw new Refusal(409, `一次最多 ${maxCounted.toLocaleString('zh-CN')} 张证书。请先选年份、培训班或乡镇，再打印或下载。`)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: whatOf(question), rows: few.length })
  return toRegistered(
    site,
    few.map(({ id }) => id),
  )
}

/** Sheets on a printed page: small enough for a slow office printer and for 2 MB. */
export const sheetsAtOnce = 200

/** Returns the valid certificates of a class as they are printed, in the order of their numbers, some at once. Throws 404. */
export async function listSheetsOfCohort(
  site: Site,
  viewer: Viewer,
  { cohortId, page }: { cohortId: string; page: number },
): Promise<{ sheets: CertificateView[]; count: number; page: number; pages: number }> {
  const valid = { cohort: cohortId, year: null, region: null, state: validState, sort: 'number', dir: 'asc' } as const
  const keys = (await findFew(site, viewer, valid)) ?? []
  const pages = Math.max(1, Math.ceil(keys.length / sheetsAtOnce))
  const at = Math.min(Math.max(1, page), pages)
  const ids = keys.slice((at - 1) * sheetsAtOnce, at * sheetsAtOnce).map(({ id }) => id)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `certificates of class ${cohortId}`, rows: ids.length })
  return { sheets: await readCertificates(site, viewer, ids), count: keys.length, page: at, pages }
}
