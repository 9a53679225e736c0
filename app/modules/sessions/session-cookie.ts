// The name of the session cookie.
import { readCookie, cookieName, readLegacyCookie } from '#app/cookies.ts'

const plainName = 'tidui'

/** The name of the cookie that is set. */
export const sessionCookieName = () => cookieName(plainName)

/**
 * The session's id in a request's cookies; null if there is none. Over HTTPS the plain name is read too, so that phones
 * which signed in before the name changed stay signed in: `isOld` says to set the cookie again. Sessions last 30 days, so
 * this can go one release later.
 */
export function readSessionId(cookies: string): { id: string; isOld: boolean } | null {
  const id = readCookie(cookies, plainName)
  if (id) return { id, isOld: false }
  const old = readLegacyCookie(cookies, plainName)
  return old ? { id: old, isOld: true } : null
}
