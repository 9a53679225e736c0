// Households as a list, and the households that a search finds: by number or part of one, and by the head's name.
import { and, asc, desc, eq, gte, isNull, lt, not, exists, type SQL, sql } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { invalidInput } from '#app/refusal.ts'
import { firstPage, type PageLinks, type Position, readPage } from '#app/paging.ts'
import type { Site } from '#app/site.ts'
import { contains } from '#db/dialect/dialect.ts'
import { compareByPinyin, compareNames } from '#app/text/by-pinyin.server.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { households, memberships, persons, registrations } from '#db/schema/households.ts'
import { normaliseHouseholdNumber } from './household-number.ts'
import { type RegisterSort, type Status, statusLabels } from './labels.ts'
import { compareCodes } from './orders/people-orders.server.ts'
import { readInOrder } from './orders/read-in-order.server.ts'
import { householdsVisibleTo } from './policy.ts'

/** The relation by which the register knows the head of a household. */
const headRelation = '户主'

export interface ListedHousehold {
  id: string
  number: string
  regionCode: string
  /** Its current head; null if none is registered. */
  head: string | null
  /** How many belong to it now. */
  members: number
  /** What it is registered as now; null if nothing is. */
  status: Status | null
}

/** Registered as this, or not at all. */
export type StatusFilter = Status | 'unregistered'

export interface RegisterFilter {
  /** A township or village. */
  region?: string | null
  status?: StatusFilter | null
  /** In which order; by place otherwise. */
  sort?: RegisterSort | null
  dir?: 'asc' | 'desc'
}

type Reading = Pick<Site, 'read'>

const isCurrent = (spell: typeof memberships | typeof registrations) => and(isNull(spell.to), isNull(spell.supersededAt))

/** A status is rare if fewer households have it: then they are looked up first, and put in order afterwards. */
const rareBelow = 3000

/**
 * Returns a condition for households of a status, or of any: by its own index if it is rare, otherwise looked up for each household in
 * order.
 */
export async function hasStatus(
  { read }: Reading,
  status: Status | 'any',
  householdId: typeof households.id | typeof memberships.householdId,
): Promise<{ condition: SQL; isRare: boolean }> {
  const isOfStatus = status === 'any' ? isCurrent(registrations) : and(eq(registrations.status, status), isCurrent(registrations))
  const ofStatus = read.select({ id: registrations.householdId }).from(registrations).where(isOfStatus)
  const isRare = status !== 'any' && (await read.$count(ofStatus.limit(rareBelow).as('some'))) < rareBelow
  if (isRare) {
    const all = read.select({ id: registrations.householdId }).from(registrations).where(isOfStatus)
    return { condition: sql`${householdId} in ${all}`, isRare }
  }
  const ofHousehold = read
    .select({ one: sql`1` })
    .from(registrations)
    .where(and(eq(registrations.householdId, householdId), isOfStatus))
  return { condition: exists(ofHousehold), isRare }
}

/** Adds head, number of members and status. */
async function toListed(
  { read }: Reading,
  rows: readonly { id: string; number: string; regionCode: string }[],
): Promise<ListedHousehold[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const members = await read
    .select({ householdId: memberships.householdId, relation: memberships.relation, name: persons.name })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(and(inValues(memberships.householdId, ids), isCurrent(memberships)))
  const registered = await read
    .select({ householdId: registrations.householdId, status: registrations.status })
    .from(registrations)
    .where(and(inValues(registrations.householdId, ids), isCurrent(registrations)))
  const statusOf = new Map(registered.map(({ householdId, status }) => [householdId, status]))
  const membersOf = groupBy(members, ({ householdId }) => householdId)
  return rows.map((row) => {
    const own = membersOf.get(row.id) ?? []
    return {
      ...row,
      head: own.find(({ relation }) => relation === headRelation)?.name ?? null,
      members: own.length,
      status: statusOf.get(row.id) ?? null,
    }
  })
}

/**
 * Throws 422 unless the filter names a place where nobody has an index for what is asked for: then everybody there is looked at, so it must
 * be a township at most.
 */
export function assertNarrow(viewer: Viewer, { region, status }: RegisterFilter) {
  const { everything, regions } = getReach(viewer, 'households.see')
  const isTownship = (code: string) => code.length >= townshipLength
  const isNarrow = (region && isTownship(region)) || (!everything && regions.every(isTownship))
  if (status === 'unregistered' && !isNarrow) throw invalidInput({ region: ['找没有登记属性的，请先选一个乡镇或村。'] })
}
const townshipLength = 9

async function selectByStatus(site: Reading, status: StatusFilter): Promise<SQL> {
  const { condition } = await hasStatus(site, status === 'unregistered' ? 'any' : status, households.id)
  return status === 'unregistered' ? not(condition) : condition
}

const columns = { id: households.id, number: households.number, regionCode: households.regionCode }

const pageSize = 50
/** More are not counted. */
const maxCounted = 1000

type Compare<Row> = (one: Row, other: Row) => number
const householdOrders: Partial<Record<RegisterSort, Compare<ListedHousehold>>> = {
  number: (one, other) => compareByPinyin(one.number, other.number),
  head: (one, other) => compareNames(one.head ?? '', other.head ?? ''),
  members: (one, other) => one.members - other.members,
  status: (one, other) => statusOrder.indexOf(one.status) - statusOrder.indexOf(other.status),
}
const statusOrder: (Status | null)[] = [null, ...(Object.keys(statusLabels) as Status[])]
export interface HouseholdList {
  rows: ListedHousehold[]
  count: number
  /** False if there are more than were counted. */
  isCounted: boolean
  turns: PageLinks
}

export interface HouseholdsAsked {
  filter?: RegisterFilter
  position?: Position
  /** How many at once. */
  size?: number
}

/** Lists the households that the viewer may see, a page at a time, by place and number. */
export async function listHouseholds(
  site: Reading,
  viewer: Viewer,
  { filter = {}, position = firstPage, size = pageSize }: HouseholdsAsked = {},
): Promise<HouseholdList> {
  assertNarrow(viewer, filter)
  const { read } = site
  const { regionCode, number, id } = households
  const visible = and(
    householdsVisibleTo(viewer),
    filter.region ? inRegion(regionCode, filter.region) : undefined,
    filter.status ? await selectByStatus(site, filter.status) : undefined,
  )
  const counted = await read.$count(
    read
      .select({ id })
      .from(households)
      .where(visible)
      .limit(maxCounted + 1)
      .as('some'),
  )
  const isCounted = counted <= maxCounted
  const compare = filter.sort ? householdOrders[filter.sort] : undefined
  if (compare) {
    const sorted = await readHouseholdsInOrder(
      site,
      { visible, position, size, count: isCounted ? counted : null },
      {
        compare,
        dir: filter.dir,
      },
    )
    const { rows, ...turns } = sorted
    return { rows, count: Math.min(maxCounted, counted), isCounted, turns }
  }
  const isDown = filter.sort === 'place' && filter.dir === 'desc'
  const placeOf = (key: string) => sql`(select ${regionCode}, ${number}, ${id} from ${households} where ${id} = ${key})`
  const { rows, ...turns } = await readPage<{ id: string; number: string; regionCode: string }>({
    position,
    size,
    count: isCounted ? counted : null,
    keyOf: (row) => row.id,
    read: async ({ after, before, backwards, limit, skip }) =>
      read
        .select(columns)
        .from(households)
        .where(
          and(
            visible,
            after ? sql`(${regionCode}, ${number}, ${id}) ${isDown ? sql`<` : sql`>`} ${placeOf(after)}` : undefined,
            before ? sql`(${regionCode}, ${number}, ${id}) ${isDown ? sql`>` : sql`<`} ${placeOf(before)}` : undefined,
          ),
        )
        .orderBy(...(backwards !== isDown ? [desc(regionCode), desc(number), desc(id)] : [asc(regionCode), asc(number), asc(id)]))
        .limit(limit)
        .offset(skip),
  })
  return { rows: await toListed(site, rows), count: Math.min(maxCounted, counted), isCounted, turns }
}

interface ManyHouseholds {
  visible: SQL | undefined
  position: Position
  size: number
  count: number | null
}

/** A page of any number of households in an order that no index has, one village after the other. */
async function readHouseholdsInOrder(
  site: Reading,
  { visible, ...page }: ManyHouseholds,
  { compare, dir }: { compare: Compare<ListedHousehold>; dir: RegisterFilter['dir'] },
) {
  const { read } = site
  const { regionCode, number, id } = households
  const select = async (where: SQL | undefined) =>
    toListed(site, await read.select(columns).from(households).where(where).orderBy(asc(regionCode), asc(number), asc(id)))
  const direction = dir === 'desc' ? -1 : 1
  const inOrder: Compare<ListedHousehold> = (one, other) =>
    direction * compare(one, other) ||
    compareCodes(one.regionCode, other.regionCode) ||
    compareCodes(one.number, other.number) ||
    compareCodes(one.id, other.id)
  const parts = (await read.selectDistinct({ code: regionCode }).from(households).orderBy(asc(regionCode))).map(({ code }) => code)
  return readPage<ListedHousehold>({
    ...page,
    keyOf: (row) => row.id,
    read: readInOrder({
      parts,
      read: (code) => select(and(eq(regionCode, code), visible)),
      compare: inOrder,
      find: async (key) => (await select(and(eq(id, key), visible)))[0],
    }),
  })
}

export interface FoundHousehold extends ListedHousehold {
  /** By what it was found, as short Chinese phrases. */
  why: string[]
}

const isPartOfNumber = (part: string) => /^[\p{L}\p{N}-]{2,40}$/u.test(part) && /\d/.test(part)

/** Finds the first few households whose number is, begins with or contains what was typed, or whose head is one of these persons. */
export async function findHouseholds(
  site: Reading,
  viewer: Viewer,
  { search, heads, most }: { search: string; heads: readonly string[]; most: number },
): Promise<{ rows: FoundHousehold[]; isAll: boolean }> {
  const { read } = site
  const visible = householdsVisibleTo(viewer)
  const whole = normaliseHouseholdNumber(search)
  const part = normaliseWidth(search).replace(/\s/g, '').toUpperCase()
  const select = (where: SQL | undefined) =>
    read
      .select(columns)
      .from(households)
      .where(and(visible, where))
      .limit(most + 1)
  const found = new Map<string, { id: string; number: string; regionCode: string; why: string[] }>()
  const add = (rows: Awaited<ReturnType<typeof select>>, why: string) => {
    for (const row of rows) if (!found.has(row.id)) found.set(row.id, { ...row, why: [why] })
  }
  if (isPartOfNumber(part)) {
    add(await select(eq(households.number, whole)), '户编号')
    add(await select(and(gte(households.number, part), lt(households.number, `${part}\u{10ffff}`))), `户编号里有 ${part}`)
    // Reads the numbers of all households in reach, from their index: some 30 ms for 280,000.
    if (found.size <= most) add(await select(contains(households.number, part)), `户编号里有 ${part}`)
  }
  const headed =
    heads.length === 0
      ? []
      : await read
          .select({ ...columns, head: persons.name })
          .from(memberships)
          .innerJoin(households, eq(households.id, memberships.householdId))
          .innerJoin(persons, eq(persons.id, memberships.personId))
          .where(and(inValues(memberships.personId, heads), eq(memberships.relation, headRelation), isCurrent(memberships), visible))
          .limit(most + 1)
  for (const { head, ...row } of headed) add([row], `户主 ${head}`)
  const rows = [...found.values()]
  const listed = await toListed(site, rows.slice(0, most))
  return { rows: listed.map((row) => ({ ...row, why: found.get(row.id)?.why ?? [] })), isAll: rows.length <= most }
}
