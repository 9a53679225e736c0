// Puts into words what an entry changed and why. Of what a viewer may not see nothing is said; numbers are masked, and what a household's
// status was is not repeated here.
import { and, gte } from 'drizzle-orm'
import { type Role, roleLabels } from '#app/access/roles.ts'
import { formatDay } from '#app/calendar.ts'
import { markLabels } from '#app/modules/cohorts/attendance.ts'
import type { Reader } from '#app/site.ts'
import { maskNumbers } from '#app/text/mask-numbers.ts'
import { inValues } from '#db/in-values.ts'
import { parseEventLine } from '#db/ledger/event-line.ts'
import { attendanceMarks } from '#db/views/cohorts.ts'
import { corrections, disclosures, personCorrections } from '#db/views/households.ts'
import { ownerPhoneLooks, shops } from '#db/views/shops.ts'
import { workflowEvents } from '#db/views/workflow.ts'
import { splitReason } from './actions.ts'
import { idsIn } from './index.server.ts'
import { stateLabel } from './life-cycles.server.ts'
import type { Thing } from './things.server.ts'

type Read = Pick<Reader, 'select'>

export interface RawEntry {
  sequence: number
  at: Date
  actor: string
  why: string
  lines: readonly string[]
}

export interface Told {
  /** Before and after, a sentence each. */
  changes: string[]
  /** What whoever did it wrote as the reason. */
  reasons: string[]
}

/** More lines of one entry are not looked at, and more changes not put into words. */
const maxLines = 60
const maxChanges = 12
const isSensitive = (kind: string) => kind === 'registration' || kind === 'monitoring'

/** Loads at once what is told about all entries of a page. */
export async function loadTold(read: Read, entries: readonly RawEntry[]) {
  const ids = entries.flatMap(({ lines }) => idsIn(lines.slice(0, maxLines)))
  const moved = entries.flatMap(({ lines }) => lines.slice(0, maxLines).flatMap((line) => parseEventLine(line) ?? []))
  const events = new Map(
    (
      await read
        .select()
        .from(workflowEvents)
        .where(
          and(
            inValues(
              workflowEvents.workflowId,
              moved.map(({ workflowId }) => workflowId),
            ),
            inValues(
              workflowEvents.version,
              moved.map(({ version }) => version),
            ),
          ),
        )
    ).map((event) => [`${event.workflowId} ${event.version}`, event]),
  )
  const corrected = [
    ...(await read.select().from(corrections).where(inValues(corrections.id, ids))).map((one) => ({ ...one, subject: one.householdId })),
    ...(await read.select().from(personCorrections).where(inValues(personCorrections.id, ids))).map((one) => ({
      ...one,
      kind: 'person',
      subject: one.personId,
    })),
  ]
  const looks = await loadLooks(read, entries)
  const remarked = await loadMarks(read, entries)
  return { events, corrections: new Map(corrected.map((one) => [one.id, one])), looks, remarked }
}

/** Each look at a number on these entries: at whose, by whom, why. */
async function loadLooks(read: Read, entries: readonly RawEntry[]) {
  const those = entries.filter(({ why }) => why.startsWith('look at '))
  const [earliest] = those.map(({ at }) => at).sort((one, other) => one.getTime() - other.getTime())
  if (!earliest) return []
  const subjects = those.flatMap(({ lines }) => idsIn(lines))
  const ofPersons = await read
    .select()
    .from(disclosures)
    .where(and(inValues(disclosures.personId, subjects), gte(disclosures.at, earliest)))
  const owners = await read.select({ id: shops.ownerAccountId }).from(shops).where(inValues(shops.id, subjects))
  const ofOwners = await read
    .select()
    .from(ownerPhoneLooks)
    .where(
      and(
        inValues(
          ownerPhoneLooks.ownerAccountId,
          owners.map(({ id }) => id),
        ),
        gte(ownerPhoneLooks.at, earliest),
      ),
    )
  return [
    ...ofPersons.map(({ personId, accountId, at, reason }) => ({ subject: personId, by: accountId, at, reason })),
    ...ofOwners.map(({ shopId, by, at, reason }) => ({ subject: shopId, by, at, reason })),
  ]
}

/** The corrected attendance of these entries: what was marked at that moment, and what before it. */
async function loadMarks(read: Read, entries: readonly RawEntry[]) {
  const those = entries.filter(({ why }) => why === 'correct attendance')
  const sessionIds = those.flatMap(({ lines }) => lines.flatMap((line) => /^session (\S+)/.exec(line)?.[1] ?? []))
  if (sessionIds.length === 0) return []
  return read
    .select()
    .from(attendanceMarks)
    .where(
      and(
        inValues(attendanceMarks.sessionId, sessionIds),
        inValues(
          attendanceMarks.enrolmentId,
          those.flatMap(({ lines }) => idsIn(lines)),
        ),
      ),
    )
}

type Loaded = Awaited<ReturnType<typeof loadTold>>

/** Tells one entry, about those things only that the viewer may see. */
export function tell(entry: RawEntry, visible: ReadonlyMap<string, Thing>, loaded: Loaded): Told {
  const told: Told = { changes: [], reasons: [] }
  const { words } = splitReason(entry.why)
  if (words) told.reasons.push(words)
  for (const line of entry.lines.slice(0, maxLines)) {
    if (told.changes.length >= maxChanges) break
    tellLine(line, entry, { visible, loaded, told })
  }
  for (const { subject, by, at, reason } of loaded.looks)
    if (by === entry.actor && at.getTime() === entry.at.getTime() && visible.has(subject)) told.reasons.push(reason)
  return { changes: told.changes.map(maskNumbers), reasons: [...new Set(told.reasons)].map(maskNumbers) }
}

interface Telling {
  visible: ReadonlyMap<string, Thing>
  loaded: Loaded
  told: Told
}

function tellLine(line: string, entry: RawEntry, { visible, loaded, told }: Telling) {
  const event = parseEventLine(line)
  if (event) return tellEvent(event, { visible, loaded, told })
  const [, reason] = /^because: (.+)$/s.exec(line) ?? []
  if (reason) return void told.reasons.push(reason)
  const [, session] = /^session (\S+)/.exec(line) ?? []
  if (session && entry.why === 'correct attendance') return tellMarks(session, entry, { visible, loaded, told })
  const [, cohort, ...days] = /^cohort (\S+) from (\S+)–(\S+) to (\S+)–(\S+)$/.exec(line) ?? []
  if (cohort && visible.has(cohort) && days.join() !== [...days.slice(2), ...days.slice(0, 2)].join()) {
    const [from = '', to = '', newFrom = '', newTo = ''] = days.map((day) => formatDay(day))
    return void told.changes.push(`上课日期：${from}至${to} → ${newFrom}至${newTo}`)
  }
  const [, account, gone, role] = /^account (\S+) is (no longer )?(\w+)/.exec(line) ?? []
  const label = role && Object.hasOwn(roleLabels, role) ? roleLabels[role as Role] : null
  if (account && label && visible.has(account)) return void told.changes.push(gone ? `收回角色：${label}` : `得到角色：${label}`)
  for (const id of idsIn([line])) {
    const one = loaded.corrections.get(id)
    if (!one || !visible.has(one.subject)) continue
    told.changes.push(isSensitive(one.kind) ? '改成什么，请看户的页面' : one.says)
    told.reasons.push(one.reason)
  }
}

function tellEvent({ workflowId, version }: { workflowId: string; version: number }, { visible, loaded, told }: Telling) {
  const thing = visible.get(workflowId)
  const event = loaded.events.get(`${workflowId} ${version}`)
  if (!thing || !event) return
  const [from, to] = [event.from, event.to].map((state) => (state ? stateLabel(thing.kind, state) : ''))
  if (to && from !== to) told.changes.push(`${thing.name}：${from ? `${from} → ` : ''}${to}`)
  const { reason } = event.event
  if (typeof reason === 'string' && reason) told.reasons.push(reason)
}

function tellMarks(sessionId: string, { at, lines }: RawEntry, { visible, loaded, told }: Telling) {
  const mentioned = new Set(lines.flatMap((line) => /^mark of (\S+) corrected$/.exec(line)?.[1] ?? []))
  // The later of two marks within a millisecond is written down as one later.
  const marks = loaded.remarked
    .filter((one) => one.sessionId === sessionId && one.at.getTime() <= at.getTime() + 1)
    .sort((one, other) => other.at.getTime() - one.at.getTime())
  for (const enrolmentId of mentioned) {
    const [now, before] = marks.filter((one) => one.enrolmentId === enrolmentId)
    const thing = visible.get(enrolmentId)
    if (!thing || !now) continue
    const { mark, reason } = now
    told.changes.push(`${thing.name}：${before ? `${markLabels[before.mark]} → ` : ''}${markLabels[mark]}`)
    if (reason) told.reasons.push(reason)
  }
}
