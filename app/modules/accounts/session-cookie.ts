// What the session's cookie is called. Over HTTPS the name itself makes browsers refuse one that another site of the same
// domain has set, or that came over plain HTTP.

const isHttps = () => process.env.TIDUI_HTTPS === '1'
const plainName = 'tidui'

/** The name under which sessions are given out. */
export const sessionCookieName = () => (isHttps() ? `__Host-${plainName}` : plainName)

/**
 * The session's id in a request's cookies; null if there is none. Over HTTPS the plain name is read too, so that phones
 * which signed in before the name changed stay signed in: `isOld` says to give them the cookie anew. Sessions last 30
 * days, so one release after this one nobody needs it any more.
 */
export function sessionIdIn(cookies: string): { id: string; isOld: boolean } | null {
  const find = (name: string) => cookies.split(';').map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1)
  const id = find(sessionCookieName())
  if (id) return { id, isOld: false }
  const old = isHttps() ? find(plainName) : undefined
  return old ? { id: old, isOld: true } : null
}
