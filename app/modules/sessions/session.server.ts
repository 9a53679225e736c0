// Sessions, by Lucia: the only file that knows it. The database holds hashes of session ids, so that a leaked copy lets
// nobody in. Phones of trainees and owners stay signed in; desks are signed out after a time without requests.
import { hash } from 'node:crypto'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { and, asc, desc, eq, isNull, lt, ne, sql } from 'drizzle-orm'
import { readSettings } from '#app/settings.server.ts'
import type { Actor, Reader, Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import { prepared } from '#db/prepared.ts'
import { accounts, grants } from '#db/views/accounts.ts'
import { secondSteps, sessions } from '#db/schema/sessions.ts'
import { describeDevice } from './device.ts'
import type { Role, Scope } from '#app/access/roles.ts'
import { getLastSeen, recordSessionSeen } from './last-seen.server.ts'
import { canSignIn } from '#app/access/demo-accounts.ts'
import { accountKindOf } from '#app/access/account-kind.ts'
import { sessionCookieName, readSessionId } from './session-cookie.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { present } from '#app/present.ts'

/** The part of a request that identifies the viewer. */
export interface RequestHeaders {
  headers: { get(name: string): string | null }
}

const minute = 60_000
/** At a desk: how long a session lasts without a request, and in all. */
export const deskLimits = { idle: 30 * minute, whole: 12 * 60 * minute } as const
/** How many sessions one account may have; a further one ends the oldest. */
const maxSessions = 20

const hashed = (sessionId: string) => hash('sha256', sessionId, 'hex')

// Read at every request, so prepared, and one query each: the joins cost less than further queries.
const holder = {
  account: { id: accounts.id, personId: accounts.personId, name: accounts.name, isDemo: accounts.isDemo },
  grant: { role: grants.role, scopeKind: grants.scopeKind, scopeId: grants.scopeId },
  stepConfirmedAt: secondSteps.confirmedAt,
}
const grantsInForce = and(eq(grants.accountId, accounts.id), isNull(grants.revokedAt))
const sessionWithHolder = prepared((read: Reader) =>
  read
    .select({ session: sessions, ...holder })
    .from(sessions)
    .innerJoin(accounts, and(eq(accounts.id, sessions.userId), isNull(accounts.disabledAt)))
    .leftJoin(grants, grantsInForce)
    .leftJoin(secondSteps, eq(secondSteps.accountId, accounts.id))
    .where(eq(sessions.id, sql.placeholder('id'))),
)
const holderById = prepared((read: Reader) =>
  read
    .select(holder)
    .from(accounts)
    .leftJoin(grants, grantsInForce)
    .leftJoin(secondSteps, eq(secondSteps.accountId, accounts.id))
    .where(and(eq(accounts.id, sql.placeholder('id')), isNull(accounts.disabledAt))),
)

/** One row for each grant in force; one without a grant if there is none. */
type HolderRow = Awaited<ReturnType<ReturnType<typeof holderById>['execute']>>[number]
type SessionRow = typeof sessions.$inferSelect

/** How far the machine's clock is ahead of the guarded one, in milliseconds. */
const getClockLead = (site: Site) => (site.clockGuard ? Date.now() - site.clockGuard.now().getTime() : 0)

/** Lucia's adapter over our own read and write handles; ids are hashed on the way in. */
function adapterOf(site: Site): Adapter {
  // Lucia reads the machine's clock, which may have jumped; sessions are stored, and end, by the guarded one (clock-guard.server.ts).
  const ahead = () => getClockLead(site)
  const nowInSeconds = () => Math.floor((Date.now() - ahead()) / 1000)
  const forLucia = (seconds: number) => new Date(seconds * 1000 + ahead())
  const fromLucia = (moment: Date) => Math.floor((moment.getTime() - ahead()) / 1000)
  const asSession = (row: SessionRow, plainId: string, holder: readonly HolderRow[] = []) => ({
    id: plainId,
    userId: row.userId,
    expiresAt: forLucia(row.expiresAt),
    attributes: { row, holder },
  })
  const write = (actor: Actor, why: string, work: Parameters<Site['write']>[2]) =>
    site.write(actor, why, async (tx) => void (await work(tx)))
  return {
    async getSessionAndUser(sessionId) {
      const rows = await sessionWithHolder(site.read).execute({ id: hashed(sessionId) })
      const [row] = rows
      return row ? [asSession(row.session, sessionId, rows), { id: row.session.userId, attributes: {} }] : [null, null]
    },
    async getUserSessions(userId) {
      const rows = await site.read.select().from(sessions).where(eq(sessions.userId, userId))
      return rows.map((row) => asSession(row, row.id))
    },
    setSession: ({ id, userId, expiresAt, attributes }) =>
      write(userId, 'sign in', async (tx) => {
        await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, nowInSeconds())))
        const others = await tx
          .select({ id: sessions.id })
          .from(sessions)
          .where(eq(sessions.userId, userId))
          .orderBy(asc(sessions.lastSeenAt))
        const tooMany = others.slice(0, Math.max(0, others.length + 1 - maxSessions)).map((other) => other.id)
        if (tooMany.length > 0) await tx.delete(sessions).where(inValues(sessions.id, tooMany))
        const { device } = attributes as { device?: string }
        await tx
          .insert(sessions)
          .values({ id: hashed(id), userId, expiresAt: fromLucia(expiresAt), createdAt: tx.at, lastSeenAt: tx.at, device: device ?? '' })
      }),
    updateSessionExpiration: (id, expiresAt) =>
      // A full disk must not keep out somebody who only reads: the session is prolonged at a later request.
      write('system', 'session goes on', (tx) =>
        tx
          .update(sessions)
          .set({ expiresAt: fromLucia(expiresAt) })
          .where(eq(sessions.id, hashed(id))),
      ).catch((fault: unknown) => {
        if (getStorageFaultCode(fault) === null) throw fault
      }),
    async deleteSession(id) {
      const [ended] = await site.read
        .select({ userId: sessions.userId })
        .from(sessions)
        .where(eq(sessions.id, hashed(id)))
      if (ended) await write(ended.userId, 'sign out', (tx) => tx.delete(sessions).where(eq(sessions.id, hashed(id))))
    },
    deleteUserSessions: (userId) => write(userId, 'sign out everywhere', (tx) => tx.delete(sessions).where(eq(sessions.userId, userId))),
    deleteExpiredSessions: () =>
      write('system', 'expired sessions', (tx) => tx.delete(sessions).where(lt(sessions.expiresAt, nowInSeconds()))),
  }
}

const luciaOf = new WeakMap<Site, Lucia>()

function lucia(site: Site) {
  let made = luciaOf.get(site)
  if (!made) {
    made = new Lucia(adapterOf(site), {
      sessionExpiresIn: new TimeSpan(30, 'd'),
      getSessionAttributes: (attributes) => attributes,
      sessionCookie: { name: sessionCookieName(), attributes: { secure: readSettings().isHttps, sameSite: 'lax' } },
    })
    luciaOf.set(site, made)
  }
  return made
}

const idIn = ({ headers }: RequestHeaders) => readSessionId(headers.get('cookie') ?? '')?.id ?? null

/**
 * Opens a session; returns the Set-Cookie header. Sessions last 30 days and are renewed while used; at a desk `deskLimits`
 * holds. The caller has verified the second step: screens open sessions through http/complete-sign-in.server.ts alone.
 */
export async function createSession(site: Site, accountId: string, { userAgent = '' }: { userAgent?: string } = {}): Promise<string> {
  const session = await lucia(site).createSession(accountId, { device: describeDevice(userAgent) })
  return lucia(site).createSessionCookie(session.id).serialize()
}

/** Ends the session of this request, if any, and opens one for the account. Returns the Set-Cookie header. */
export async function replaceSession(site: Site, request: RequestHeaders, accountId: string): Promise<string> {
  await endSession(site, request)
  return createSession(site, accountId, { userAgent: request.headers.get('user-agent') ?? '' })
}

/** Ends the session of this request, if any. Returns the Set-Cookie header that clears the cookie. */
export async function endSession(site: Site, request: RequestHeaders): Promise<string> {
  const sessionId = idIn(request)
  if (sessionId) await lucia(site).invalidateSession(sessionId)
  return lucia(site).createBlankSessionCookie().serialize()
}

/** Ends all sessions of an account as part of another write. */
export const deleteSessions = (tx: Tx, accountId: string) => tx.delete(sessions).where(eq(sessions.userId, accountId))

/** Ends all sessions of an account, on all phones and computers. */
export const endAllSessions = (site: Site, accountId: string) => lucia(site).invalidateUserSessions(accountId)

export interface OwnSession {
  id: string
  isThis: boolean
  device: string
  since: Date
  lastSeenAt: Date
}

/** Whether a session has neither ended nor lapsed. */
const isOpen = (site: Site, row: SessionRow, isDesk: boolean) =>
  row.expiresAt * 1000 > Date.now() - getClockLead(site) && !(isDesk && findLapse(site, row))

/** On how many phones and computers an account with these roles is signed in. Lapsed sessions are not counted. */
export async function countSessions(site: Site, accountId: string, roles: readonly Role[]): Promise<number> {
  const rows = await site.read.select().from(sessions).where(eq(sessions.userId, accountId))
  return rows.filter((row) => isOpen(site, row, isAtDesk(roles))).length
}

/** The viewer's sessions: that of this request first, then the last seen. Lapsed ones are left out. */
export async function listOwnSessions(site: Site, viewer: Viewer, request: RequestHeaders): Promise<OwnSession[]> {
  const here = idIn(request)
  const rows = await site.read
    .select()
    .from(sessions)
    .where(eq(sessions.userId, viewer.accountId))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(maxSessions)
  const isDesk = isAtDesk(viewer.grants.map(({ role }) => role))
  return rows
    .filter((row) => isOpen(site, row, isDesk))
    .map((row) => ({
      id: row.id,
      isThis: here !== null && row.id === hashed(here),
      device: row.device,
      since: row.createdAt,
      lastSeenAt: getLastSeen(site, row),
    }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis))
}

/** Ends one of the viewer's own sessions, or all but that of this request. Does nothing if it has ended already. */
export async function endOwnSessions(site: Site, viewer: Viewer, which: { id: string } | { allBut: RequestHeaders }): Promise<void> {
  const here = 'allBut' in which ? idIn(which.allBut) : null
  const wanted = and(
    eq(sessions.userId, viewer.accountId),
    'id' in which ? eq(sessions.id, which.id) : here ? ne(sessions.id, hashed(here)) : undefined,
  )
  if ((await site.read.$count(sessions, wanted)) === 0) return
  await site.write(viewer.accountId, 'sign out elsewhere', async (tx) => void (await tx.delete(sessions).where(wanted)))
}

const isAtDesk = (roles: readonly Role[]) => roles.length > 0 && accountKindOf(roles) === 'desk'

/** Which limit of desks a session has exceeded; null if none. */
function findLapse(site: Site, row: SessionRow): Lapse | null {
  const now = site.now().getTime()
  if (now - row.createdAt.getTime() > deskLimits.whole) return 'whole'
  return now - getLastSeen(site, row).getTime() > deskLimits.idle ? 'idle' : null
}

/** The limit of desks that a session has exceeded: time without a request, or time in all. */
export type Lapse = 'idle' | 'whole'

export type IdentifiedViewer =
  | { viewer: Viewer; renewedCookie: string | null; lapsed: null }
  /** A lapsed session at a desk, and the account whose it is; it ends when its owner signs in again. */
  | { viewer: null; renewedCookie: null; lapsed: Lapse; whose: string }

/** The viewer of a request by its session cookie, and the cookie to send again if the session was renewed; null without a session. */
export async function identifyRequest(site: Site, request: RequestHeaders): Promise<IdentifiedViewer | null> {
  const asking = readSessionId(request.headers.get('cookie') ?? '')
  if (!asking) return null
  const { session } = await lucia(site).validateSession(asking.id)
  if (!session) return null
  const { row, holder } = session as unknown as { row: SessionRow; holder: readonly HolderRow[] }
  const viewer = toViewer(site, holder)
  if (!viewer) return null
  const atDesk = isAtDesk(viewer.grants.map(({ role }) => role)) || viewer.mustSetUpSecondStep === true
  const lapsed = atDesk ? findLapse(site, row) : null
  if (lapsed) return { viewer: null, renewedCookie: null, lapsed, whose: viewer.accountId }
  recordSessionSeen(site, row, atDesk)
  return {
    viewer,
    renewedCookie: session.fresh || asking.isOld ? lucia(site).createSessionCookie(session.id).serialize() : null,
    lapsed: null,
  }
}

/**
 * An account as a viewer, with its current grants; null if it is disabled or does not exist. An administrator of a
 * production server without a second step has no grants until one is set up.
 */
export async function loadViewer(site: Site, accountId: string): Promise<Viewer | null> {
  return toViewer(site, await holderById(site.read).execute({ id: accountId }))
}

function toViewer(site: Site, rows: readonly HolderRow[]): Viewer | null {
  const [first] = rows
  if (!first || !canSignIn(site, first.account)) return null
  const held = rows.flatMap(({ grant }) => grant ?? [])
  const viewer: Viewer = {
    accountId: first.account.id,
    personId: first.account.personId,
    name: first.account.name,
    grants: held.map(({ role, scopeKind, scopeId }) => ({ role, scope: scopeOf(scopeKind, scopeId) })),
  }
  if (site.mode !== 'production' || first.stepConfirmedAt || !held.some(({ role }) => role === 'administrator')) return viewer
  return { ...viewer, grants: [], mustSetUpSecondStep: true }
}

function scopeOf(kind: Scope['kind'], id: string | null): Scope {
  if (kind === 'region') return { kind, code: present(id, 'region of the grant') }
  if (kind === 'cohort') return { kind, id: present(id, 'class of the grant') }
  return { kind }
}
