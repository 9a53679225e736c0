// Slips of a class: who has one, and issuing them.
import { asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { maskBirthday } from '#app/masks.ts'
import {
  findVoidedSlips,
  issueSlips as issueSlipsFor,
  listClaims,
  listLiveSlips,
  type IssuedSlips,
  type VoidedSlips,
} from '#app/modules/accounts/accounts.server.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { sortClassList } from '#app/text/by-pinyin.server.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { accounts } from '#db/views/accounts.ts'
import { identities, persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { hasLeft } from './enrolment.states.ts'
import { canIssueSlip, canSeeCohort } from './policy.ts'
import { findCohortRow } from './queries.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

/** `without`: never signed in, no slip · `live`: has one and has not signed in · `in`: has signed in. */
export type SlipHolding = 'without' | 'live' | 'in'

export interface SlipLine {
  enrolmentId: string
  name: string
  /** Township and village; with the year of birth where another person of the class has the same name and place. */
  where: string
  regionCode: string
  /** Township and village alone. */
  place: string
  slipHolding: SlipHolding
  /** The slip that can be used: since when, by whom. */
  slip: { issuedAt: Date; by: string } | null
  /** Since when the trainee signs in; null if that is not known. */
  since: Date | null
  hasAsked: boolean
}

export interface ClassSlips {
  cohort: { id: string; number: number; name: string; startsOn: string }
  lines: SlipLine[]
}

interface Trainee {
  enrolmentId: string
  accountId: string
  personId: string
  name: string
  where: string
  regionCode: string
  place: string
  hasSecret: boolean
}

/** The trainees of a class to whom the viewer may issue slips, in the order of the class list. Throws 404. */
async function loadTrainees(site: Pick<Site, 'read' | 'now'>, viewer: Viewer, cohortId: string) {
  const cohort = await findCohortRow(site.read, cohortId)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  const rows = sortClassList(await selectTrainees(site.read, cohortId))
  const today = toDay(site.now())
  const placed = rows
    .filter((row) => !hasLeft(row.state) && canIssueSlip(viewer, { personRegion: row.region }))
    .map(({ region, ...row }) => ({ ...row, regionCode: region, place: formatPlace(region, today).join(' ') }))
  const sameName = new Map<string, number>()
  for (const { name, place } of placed) sameName.set(`${name} ${place}`, (sameName.get(`${name} ${place}`) ?? 0) + 1)
  const trainees = placed.map(({ birthday, ...row }): Trainee => ({
    ...row,
    where: (sameName.get(`${row.name} ${row.place}`) ?? 0) > 1 && birthday ? `${row.place}，${maskBirthday(birthday)} 年生` : row.place,
  }))
  return { cohort, trainees }
}

const selectTrainees = (read: Reader, cohortId: string) =>
  read
    .select({
      enrolmentId: enrolments.id,
      accountId: accounts.id,
      personId: enrolments.personId,
      name: persons.name,
      region: persons.regionCode,
      birthday: identities.birthday,
      state: workflows.state,
      hasSecret: accounts.hasSecret,
    })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(identities, eq(identities.id, enrolments.personId))
    .innerJoin(accounts, eq(accounts.personId, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(eq(enrolments.cohortId, cohortId))
    .orderBy(asc(persons.id))

/** Who of a class has a slip, since when and by whom, in the order of the class list. Throws 404. */
export async function listClassSlips(
  site: Pick<Site, 'read' | 'now' | 'programme'>,
  viewer: Viewer,
  { cohortId }: { cohortId: string },
): Promise<ClassSlips> {
  const { cohort, trainees } = await loadTrainees(site, viewer, cohortId)
  const personIds = trainees.map(({ personId }) => personId)
  const claims = await listClaims(site, personIds)
  const slips = new Map((await listLiveSlips(site.read, { personIds }, site.now())).map((slip) => [slip.accountId, slip]))
  return {
    cohort: { id: cohort.id, number: cohort.number, name: cohort.name, startsOn: cohort.startsOn },
    lines: trainees.map(({ accountId, personId, hasSecret, ...trainee }): SlipLine => {
      const slip = slips.get(accountId)
      const { since = null, hasAsked = false } = claims.get(personId) ?? {}
      const held = { slipHolding: hasSecret ? 'in' : slip ? 'live' : 'without', since, hasAsked } as const
      return { ...trainee, ...held, slip: slip ? { issuedAt: slip.issuedAt, by: slip.by } : null }
    }),
  }
}

export interface SlipOrder {
  cohortId: string
  /** Who gets one; without it, everybody who has not signed in and has none. */
  enrolmentIds?: readonly string[] | undefined
  /** By enrolment. */
  reasons?: ReadonlyMap<string, string> | undefined
  /** Whether slips that can be used may become void: somebody was told which. */
  voidsLive?: boolean | string
}

/** A slip with what tells its holder from others: where she lives, and the class. */
export type ClassSlip = IssuedSlips['slips'][number] & { about: string[] }

/** The trainees of an order, in the order of the class list. Throws 404, 409 if there are none, 422 if nobody was chosen. */
async function loadOrdered(site: Site, viewer: Viewer, { cohortId, enrolmentIds }: SlipOrder) {
  const { cohort, trainees } = await loadTrainees(site, viewer, cohortId)
  if (enrolmentIds?.length === 0) throw invalidInput({ enrolment: ['请勾选要发登录条的学员。'] }, '请勾选要发登录条的学员。')
  const live = enrolmentIds
    ? new Set<string>()
    : new Set(
        (await listLiveSlips(site.read, { personIds: trainees.map(({ personId }) => personId) }, site.now())).map(
          ({ accountId }) => accountId,
        ),
      )
  const chosen = new Set(enrolmentIds)
  const mine = trainees.filter(({ enrolmentId, accountId, hasSecret }) =>
    enrolmentIds ? chosen.has(enrolmentId) : !hasSecret && !live.has(accountId),
  )
  if (mine.length > 0) return { cohort, mine }
  throw new Refusal(
    409,
    enrolmentIds ? '勾选的学员已经退班，或者不归您负责的地区发。请重新打开这一页再选。' : '没有人要发：都有能用的登录条，或者已经登录过。',
  )
}

const toAccounts = ({ mine }: { mine: readonly Trainee[] }, { reasons }: SlipOrder) => ({
  accountIds: mine.map(({ accountId }) => accountId),
  reasons: new Map(mine.map(({ accountId, enrolmentId }) => [accountId, reasons?.get(enrolmentId) ?? ''])),
})

/** Which slips the order would make void; null if none, or if the order says that they may. Throws like `issueSlips`. */
export async function findSlipsToVoid(site: Site, viewer: Viewer, order: SlipOrder): Promise<VoidedSlips | null> {
  if (order.voidsLive) return null
  return findVoidedSlips(site, viewer, toAccounts(await loadOrdered(site, viewer, order), order))
}

/**
 * Issues new slips to trainees of a cohort in the viewer's reach, with a reason for each who has chosen a PIN already. Accounts with
 * further roles are up to `issueSlips` of accounts. Throws 404, 422 if nobody was chosen, 409 if nobody can get one, or if a slip that
 * can be used would become void and the order does not say that it may.
 */
export async function issueSlips(
  site: Site,
  viewer: Viewer,
  order: SlipOrder,
): Promise<{ slips: ClassSlip[]; withheld: { accountId: string; why: string }[] }> {
  const { cohort, mine } = await loadOrdered(site, viewer, order)
  const { slips, withheld } = await site.write(viewer.accountId, 'issue slips', (tx) =>
    issueSlipsFor(tx, site, viewer, { ...toAccounts({ mine }, order), voidsLive: order.voidsLive ?? false }),
  )
  const whereOf = new Map(mine.map(({ accountId, where }) => [accountId, where]))
  const title = formatCohort(cohort)
  return { slips: slips.map((slip) => ({ ...slip, about: [whereOf.get(slip.accountId) ?? '', title] })), withheld }
}
