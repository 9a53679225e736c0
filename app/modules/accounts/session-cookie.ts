// What the session's cookie is called.
import { readCookie, cookieName, readLegacyCookie } from '#app/cookies.ts'

const plainName = 'tidui'

/** The name under which sessions are given out. */
export const sessionCookieName = () => cookieName(plainName)

/**
 * The session's id in a request's cookies; null if there is none. Over HTTPS the plain name is read too, so that phones
 * which signed in before the name changed stay signed in: `isOld` says to give them the cookie anew. Sessions last 30
 * days, so one release after this one nobody needs it any more.
 */
export function readSessionId(cookies: string): { id: string; isOld: boolean } | null {
  const id = readCookie(cookies, plainName)
  if (id) return { id, isOld: false }
  const old = readLegacyCookie(cookies, plainName)
  return old ? { id: old, isOld: true } : null
}
