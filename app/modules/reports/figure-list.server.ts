// The list behind a figure: its persons, households or completions, each with cohort, attendance, exam and certificate.
import { and, asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { countAttendances } from '#app/modules/cohorts/cohorts.server.ts'
import { maskIdNumber } from '#app/masks.ts'
import { readInSlices } from '#app/in-slices.server.ts'
import { firstPage, type Position, type PageLinks, readPageOfList } from '#app/paging.ts'
import type { Site } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { workflows } from '#db/views/workflow.ts'
import { sealPlace } from '#db/sealed.ts'
import { certificates } from '#db/views/certificates.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { attempts } from '#db/views/exams.ts'
import { households, identities } from '#db/views/households.ts'
import type { Counted, HeldCohort } from './counted.ts'
import { listCompletedCohorts, listCountedCompletions, listCountedNow, listCountedPage } from './counted.server.ts'
import { listCohortsOfRegion, type FigureName, filterRows, unitKeys, figureUnits } from './figures.ts'
import { loadBasis } from './household-report.server.ts'
import { type ScopeQuery, resolveScope } from './scope.server.ts'
import { passedState } from '#app/modules/exams/attempt.states.ts'
import { present } from '#app/present.ts'

export interface ListedCompletion extends Counted {
  personName: string
  /** Masked, unless it was asked for whole. */
  idNumber: string
  householdNumber: string | null
  cohortNumber: number
  cohortStartsOn: string
  cohortName: string
  attended: number
  sessions: number
  /** The exam that was passed. */
  attemptId: string | null
  certificateId: string | null
  certificateNumber: string | null
}

/** Units on a page of a list. */
const pageSize = 100

export interface FigureList {
  figure: FigureName
  /** The figure itself: the number of units on all pages. */
  count: number
  turns: PageLinks
  /** Whether the rows are all there are, which can be put in any order. */
  isWhole: boolean
  /** Number of units on earlier pages. */
  before: number
  /** The completions of this page's units, those of one unit together. */
  rows: ListedCompletion[]
  cohorts: HeldCohort[]
}

export interface FigureQuery extends ScopeQuery {
  figure: FigureName
  /** Only of this cohort. */
  cohort?: string | undefined
  /** Only what belongs to the region itself and to no township of it: the row 县里办的班. */
  own?: boolean | undefined
  position?: Position
  /** All on one page, if there are no more units than this: to be sorted, or for a workbook. */
  most?: number | undefined
  /** The people whose ID number is not masked: showing it has been logged. */
  wholeFor?: readonly string[] | undefined
}

/**
 * Returns the list behind one figure, a page at a time: as many units (人, 户, 人次) as the figure; for 期 the cohorts. Throws what the report
 * throws.
 */
export async function openFigure(site: Site, viewer: Viewer, asked: FigureQuery): Promise<FigureList> {
  const { figure, cohort, own, asOf } = asked
  const scope = { ...resolveScope(site, viewer, asked), own }
  if (figure === 'cohorts') {
    const [{ cohortIds }, held] = await Promise.all([loadBasis(site, scope, asked), listCompletedCohorts(site.read, scope)])
    const ours = listCohortsOfRegion(held, new Set(cohortIds), scope).filter(({ id }) => !cohort || id === cohort)
    return { figure, count: ours.length, turns: onlyPage, isWhole: true, before: 0, rows: [], cohorts: ours }
  }
  const ofThen = asOf && (await loadEveryRow(site, viewer, { ...asked, figure }))
  const read = (wanted: { position: Position; size: number }) =>
    ofThen ? pageOf(ofThen, figure, wanted) : listCountedPage(site.read, { ...scope, figure, cohort }, wanted)
  const page = await read({ position: asked.position ?? firstPage, size: pageSize })
  const isWhole = page.count <= Math.max(pageSize, asked.most ?? 0)
  const { count, turns, rows } = isWhole && page.count > pageSize ? await read({ position: firstPage, size: page.count }) : page
  const listed = await readInSlices(rows, (slice) => named(site, slice))
  return { figure, count, turns, isWhole, before: (turns.page - 1) * pageSize, rows: listed, cohorts: [] }
}

const onlyPage: PageLinks = { page: 1, pages: 1, first: null, previous: null, next: null, last: null }

/** Iterates over all completions behind a figure, loading names as needed: nobody waits for the last of a hundred thousand. */
export async function* listAllCompletions(
  site: Site,
  viewer: Viewer,
  asked: FigureQuery & { figure: Exclude<FigureName, 'cohorts'> },
): AsyncGenerator<ListedCompletion> {
  const rows = await loadEveryRow(site, viewer, asked)
  for (let start = 0; start < rows.length; start += 1000) yield* await named(site, rows.slice(start, start + 1000), new Set(asked.wholeFor))
}

/** Numbers the units in the order in which they come. */
export function numberUnits<Row extends Counted>(
  figure: Exclude<FigureName, 'cohorts'>,
  rows: readonly Row[],
  before = 0,
): (Row & { number: number })[] {
  const key = unitKeys[figureUnits[figure] as keyof typeof unitKeys]
  const numbers = new Map([...new Set(rows.map(key))].map((unit, place) => [unit, before + place + 1]))
  return rows.map((row) => ({ ...row, number: present(numbers.get(key(row)), 'number of a unit') }))
}

/** Lists the people of the report whose ID numbers would be in its list: all at once, so only of a report that was counted before. */
export async function listPeopleOfReport(site: Site, viewer: Viewer, query: ScopeQuery): Promise<string[]> {
  const rows = await loadEveryRow(site, viewer, { ...query, figure: 'attendances' })
  return [...new Set(rows.map(({ personId }) => personId))]
}

async function loadEveryRow(
  site: Site,
  viewer: Viewer,
  asked: FigureQuery & { figure: Exclude<FigureName, 'cohorts'> },
): Promise<Counted[]> {
  const { figure, cohort, own } = asked
  const scope = { ...resolveScope(site, viewer, asked), own }
  if (!asked.asOf) return listCountedNow(site.read, { ...scope, figure, cohort })
  const place = ({ region, householdId, personId, day }: Counted) => `${region} ${householdId ?? ''} ${personId} ${day}`
  return filterRows(await listCountedCompletions(site.read, scope), figure)
    .filter(({ cohortId }) => !cohort || cohortId === cohort)
    .sort((one, other) => (place(one) < place(other) ? -1 : 1))
}

/** For an earlier moment nothing is precomputed: a page is a slice of the whole. */
async function pageOf(
  rows: readonly Counted[],
  figure: Exclude<FigureName, 'cohorts'>,
  { position, size }: { position: Position; size: number },
) {
  const units = groupBy(rows, unitKeys[figureUnits[figure] as keyof typeof unitKeys])
  const { rows: shown, ...turns } = await readPageOfList([...units.keys()], { position, size, keyOf: (one) => one })
  return { count: units.size, turns, rows: shown.flatMap((one) => present(units.get(one), 'row of the page')) }
}

async function named(site: Site, rows: readonly Counted[], wholeFor: ReadonlySet<string> = new Set()): Promise<ListedCompletion[]> {
  const { read } = site
  const idsOf = (id: (row: Counted) => string | null) => [...new Set(rows.flatMap((row) => id(row) ?? []))]
  const enrolled = idsOf((row) => row.enrolmentId)
  const people = bySortKey(
    await read
      .select({ id: identities.id, name: identities.name, sealed: identities.idNumberSealed })
      .from(identities)
      .where(
        inValues(
          identities.id,
          idsOf((row) => row.personId),
        ),
      ),
  )
  const homes = bySortKey(
    await read
      .select({ id: households.id, number: households.number })
      .from(households)
      .where(
        inValues(
          households.id,
          idsOf((row) => row.householdId),
        ),
      ),
  )
  const classes = bySortKey(
    await read
      .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
      .from(cohorts)
      .where(
        inValues(
          cohorts.id,
          idsOf((row) => row.cohortId),
        ),
      ),
  )
  const issued = bySortKey(
    (await read.select().from(certificates).where(inValues(certificates.enrolmentId, enrolled)).orderBy(asc(certificates.issuedAt))).map(
      (certificate) => ({ id: certificate.enrolmentId, certificate }),
    ),
  )
  const passed = bySortKey(
    await read
      .select({ id: attempts.enrolmentId, attemptId: attempts.id })
      .from(attempts)
      .innerJoin(workflows, and(eq(workflows.id, attempts.id), eq(workflows.state, passedState)))
      .where(inValues(attempts.enrolmentId, enrolled)),
  )
  const attendance = await countAttendances(site, enrolled)
  const show = (number: string, personId: string) => (wholeFor.has(personId) ? number : maskIdNumber(number))
  return rows.map((row) => {
    const { name = '', sealed } = people.get(row.personId) ?? {}
    const { number: cohortNumber = 0, name: cohortName = '', startsOn: cohortStartsOn = '' } = classes.get(row.cohortId) ?? {}
    const { attended = 0, sessions = 0 } = attendance.get(row.enrolmentId) ?? {}
    const certificate = issued.get(row.enrolmentId)?.certificate
    return {
      ...row,
      personName: name,
      idNumber: sealed ? show(site.keys.open(sealed, sealPlace.idNumberOfPerson(row.personId)), row.personId) : '',
      householdNumber: row.householdId ? (homes.get(row.householdId)?.number ?? null) : null,
      cohortNumber,
      cohortStartsOn,
      cohortName,
      attended,
      sessions,
      attemptId: passed.get(row.enrolmentId)?.attemptId ?? null,
      certificateId: certificate?.id ?? null,
      certificateNumber: certificate?.number ?? null,
    }
  })
}

const bySortKey = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]))
