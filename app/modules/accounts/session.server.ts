// Sessions, by Lucia: the only file that knows it. The database holds hashes of session ids, so that a leaked copy
// lets nobody in.
import { createHash } from 'node:crypto'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Actor, Reader, Site } from '#app/site.ts'
import { prepared } from '#db/prepared.ts'
import { accounts, grants, sessions } from '#db/schema/accounts.ts'
import type { Scope } from './roles.ts'
import { sessionCookieName, sessionIdIn } from './session-cookie.ts'
import type { Viewer } from './viewer.ts'

/** As much of a request as tells who asks. */
export interface Asking {
  headers: { get(name: string): string | null }
}

const hashed = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex')

// Asked at every request, so prepared.
const sessionById = prepared((read: Reader) =>
  read
    .select({ session: sessions })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.userId))
    .where(and(eq(sessions.id, sql.placeholder('id')), isNull(accounts.disabledAt)))
    .prepare(),
)
const accountById = prepared((read: Reader) => read.select().from(accounts).where(and(eq(accounts.id, sql.placeholder('id')), isNull(accounts.disabledAt))).prepare())
const grantsOf = prepared((read: Reader) => read.select().from(grants).where(and(eq(grants.accountId, sql.placeholder('id')), isNull(grants.revokedAt))).prepare())

/** Lucia's adapter over our own read and write handles; ids are hashed on the way in. */
function adapterOf(site: Site): Adapter {
  const asSession = (row: typeof sessions.$inferSelect, plainId: string) => ({ id: plainId, userId: row.userId, expiresAt: new Date(row.expiresAt * 1000), attributes: {} })
  const write = (actor: Actor, why: string, work: Parameters<Site['write']>[2]) => site.write(actor, why, async (tx) => void (await work(tx)))
  return {
    async getSessionAndUser(sessionId) {
      const [row] = await sessionById(site.read).execute({ id: hashed(sessionId) })
      return row ? [asSession(row.session, sessionId), { id: row.session.userId, attributes: {} }] : [null, null]
    },
    async getUserSessions(userId) {
      const rows = await site.read.select().from(sessions).where(eq(sessions.userId, userId))
      return rows.map((row) => asSession(row, row.id))
    },
    setSession: ({ id, userId, expiresAt }) =>
      write(userId, 'sign in', async (tx) => {
        await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, Math.floor(Date.now() / 1000))))
        await tx.insert(sessions).values({ id: hashed(id), userId, expiresAt: Math.floor(expiresAt.getTime() / 1000) })
      }),
    updateSessionExpiration: (id, expiresAt) =>
      write('system', 'session goes on', (tx) => tx.update(sessions).set({ expiresAt: Math.floor(expiresAt.getTime() / 1000) }).where(eq(sessions.id, hashed(id)))),
    async deleteSession(id) {
      const [ended] = await site.read.select({ userId: sessions.userId }).from(sessions).where(eq(sessions.id, hashed(id)))
      if (ended) await write(ended.userId, 'sign out', (tx) => tx.delete(sessions).where(eq(sessions.id, hashed(id))))
    },
    deleteUserSessions: (userId) => write(userId, 'sign out everywhere', (tx) => tx.delete(sessions).where(eq(sessions.userId, userId))),
    deleteExpiredSessions: () => write('system', 'expired sessions', (tx) => tx.delete(sessions).where(lt(sessions.expiresAt, Math.floor(Date.now() / 1000)))),
  }
}

const luciaOf = new WeakMap<Site, Lucia>()

function lucia(site: Site) {
  let made = luciaOf.get(site)
  if (!made) {
    made = new Lucia(adapterOf(site), {
      sessionExpiresIn: new TimeSpan(30, 'd'),
      sessionCookie: { name: sessionCookieName(), attributes: { secure: process.env.TIDUI_HTTPS === '1', sameSite: 'lax' } },
    })
    luciaOf.set(site, made)
  }
  return made
}

/** Opens a session; gives the Set-Cookie header. Sessions last 30 days and renew themselves while used. */
export async function openSession(site: Site, accountId: string): Promise<string> {
  const session = await lucia(site).createSession(accountId, {})
  return lucia(site).createSessionCookie(session.id).serialize()
}

/** Opens a session where the request comes from; whoever was signed in there before is signed out. */
export async function openSessionHere(site: Site, request: Asking, accountId: string): Promise<string> {
  await closeSession(site, request)
  return openSession(site, accountId)
}

/** Ends the session of this request, if there is one; gives the Set-Cookie header that clears the cookie. */
export async function closeSession(site: Site, request: Asking): Promise<string> {
  const asking = sessionIdIn(request.headers.get('cookie') ?? '')
  if (asking) await lucia(site).invalidateSession(asking.id)
  return lucia(site).createBlankSessionCookie().serialize()
}

/** Ends all sessions of an account, on all phones and computers. */
export const closeAllSessions = (site: Site, accountId: string) => lucia(site).invalidateUserSessions(accountId)

/** The account behind the request's cookie, and the cookie to send again when the session has been prolonged. */
export async function accountOfRequest(site: Site, request: Asking): Promise<{ accountId: string; renewedCookie: string | null } | null> {
  const asking = sessionIdIn(request.headers.get('cookie') ?? '')
  if (!asking) return null
  const { session } = await lucia(site).validateSession(asking.id)
  if (!session) return null
  return { accountId: session.userId, renewedCookie: session.fresh || asking.isOld ? lucia(site).createSessionCookie(session.id).serialize() : null }
}

/** The viewer that an account is, with the grants that hold now; null if it is disabled or gone. */
export async function viewerOfAccount(site: Site, accountId: string): Promise<Viewer | null> {
  const [account] = await accountById(site.read).execute({ id: accountId })
  if (!account) return null
  const held = await grantsOf(site.read).execute({ id: accountId })
  return { accountId, personId: account.personId, name: account.name, grants: held.map(({ role, scopeKind, scopeId }) => ({ role, scope: scopeOf(scopeKind, scopeId) })) }
}

function scopeOf(kind: Scope['kind'], id: string | null): Scope {
  if (kind === 'region') return { kind, code: id! }
  if (kind === 'cohort') return { kind, id: id! }
  return { kind }
}
