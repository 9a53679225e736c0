// Reads the audit trail as it was written, in order: for the command line.
import { and, asc, eq, gt, gte, lt, like, type SQL } from 'drizzle-orm'
import { addDays, isDay, startOfDay } from '#app/calendar.ts'
import { forbidden, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { recordReading } from '#app/modules/access-log/access-log.server.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { inValues } from '#db/in-values.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { accounts } from '#db/views/accounts.ts'
import { certificates } from '#db/views/certificates.ts'
import { enrolments } from '#db/views/cohorts.ts'
import { attempts } from '#db/views/exams.ts'
import { persons } from '#db/views/households.ts'

export interface AuditQuestion {
  /** A person's or an account's id: what it did, and what was done to it and its classes, exams and certificates. */
  person?: string
  /** First and last day, in China. */
  from?: string
  to?: string
  /** Part of the reason of the write. */
  kind?: string
  /** Only entries after this one. */
  after?: number | undefined
  /** At most 10,000. */
  limit?: number | undefined
}

export interface ListedEntry {
  sequence: number
  at: string
  actor: string
  why: string
  lines: string[]
}

const pageSize = 2000

export interface ListedEntries {
  entries: ListedEntry[]
  /** The sequence number to continue after; null at the end. */
  next: number | null
}

/** Lists entries in order. The access is recorded before they are returned. Throws 403, 404 if there is no such person, or 422. */
export async function listAuditEntries(site: Site, viewer: Viewer, question: AuditQuestion): Promise<ListedEntries> {
  const listed = await findEntries(site, viewer, question)
  await recordReading(site, {
    who: viewer.accountId,
    what: question.person === undefined ? 'audit trail' : `audit trail of ${question.person}`,
    rows: listed.entries.length,
  })
  return listed
}

async function findEntries(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { person, from, to, kind, after = 0, limit = 100 }: AuditQuestion,
): Promise<ListedEntries> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  for (const day of [from, to]) if (day !== undefined && !isDay(day)) throw new Refusal(422, `日期「${day}」不对，应写成 2019-01-01 这样。`)
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw new Refusal(422, '一次列出 1 到 10000 条。')
  const about = person === undefined ? null : await idsAbout(site, person)
  const entries: ListedEntry[] = []
  for (let last = after; ;) {
    const page = await site.read
      .select()
      .from(auditEntries)
      .where(
        and(
          gt(auditEntries.sequence, last),
          ...bounds(from, to),
          kind === undefined ? undefined : like(auditEntries.why, `%${kind.replace(/[%_]/g, '')}%`),
        ),
      )
      .orderBy(asc(auditEntries.sequence))
      .limit(pageSize)
    for (const { sequence, at, actor, why, lines } of page) {
      if (about && !about.includes(actor) && !lines.some((line) => about.some((id) => line.includes(id)))) continue
      if (entries.length === limit) return { entries, next: entries.at(-1)!.sequence }
      entries.push({ sequence, at: at.toISOString(), actor, why, lines })
    }
    const end = page.at(-1)
    if (page.length < pageSize || !end) return { entries, next: null }
    last = end.sequence
  }
}

function bounds(from?: string, to?: string): (SQL | undefined)[] {
  return [
    from === undefined ? undefined : gte(auditEntries.at, startOfDay(from)),
    to === undefined ? undefined : lt(auditEntries.at, startOfDay(addDays(to, 1))),
  ]
}

/** Lists the ids by which the trail refers to a person or account. */
async function idsAbout({ read }: Pick<Site, 'read'>, id: string): Promise<string[]> {
  const [account] = await read.select({ id: accounts.id, personId: accounts.personId }).from(accounts).where(eq(accounts.id, id))
  const personId = account ? account.personId : id
  if (!account && (await read.$count(persons, eq(persons.id, id))) === 0) throw new Refusal(404, `没有编号是「${id}」的人或账号。`)
  if (personId === null) return [id]
  const own = await read.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId))
  const enrolled = (await read.select({ id: enrolments.id }).from(enrolments).where(eq(enrolments.personId, personId))).map((row) => row.id)
  const tried =
    enrolled.length > 0 ? await read.select({ id: attempts.id }).from(attempts).where(inValues(attempts.enrolmentId, enrolled)) : []
  const issued = await read.select({ id: certificates.id }).from(certificates).where(eq(certificates.personId, personId))
  return [...new Set([personId, id, ...enrolled, ...[...own, ...tried, ...issued].map((row) => row.id)])]
}
