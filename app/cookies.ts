// Names and attributes of cookies. Over HTTPS the name's prefix makes browsers reject a cookie that another site of the
// same domain has set, or that came over plain HTTP.
import { parse, serialize } from 'cookie'
import { readSettings } from './settings.server.ts'

/** Returns the name under which a cookie is set. */
export const cookieName = (name: string) => (readSettings().isHttps ? `__Host-${name}` : name)

interface Choices {
  /** How long the browser keeps it; 0 deletes it. */
  seconds: number
  /** Whether our scripts read it. */
  isForScripts?: boolean
}

/** Builds a Set-Cookie header: for this host only, all its pages, never sent with other sites' forms, and over HTTPS never in plain text. */
export const serialiseCookie = (name: string, value: string, { seconds, isForScripts = false }: Choices) =>
  serialize(cookieName(name), value, {
    path: '/',
    maxAge: seconds,
    httpOnly: !isForScripts,
    sameSite: 'lax',
    secure: readSettings().isHttps,
  })

const find = (cookies: string | null, name: string) => parse(cookies ?? '')[name] ?? null

/** Returns the value of a cookie under its current name; null if there is none. */
export const readCookie = (cookies: string | null, name: string) => find(cookies, cookieName(name))

/**
 * Returns the value under the plain name, if that is not the current name: the cookie was set before HTTPS was in use,
 * or by an earlier version.
 */
export const readLegacyCookie = (cookies: string | null, name: string) => (readSettings().isHttps ? find(cookies, name) : null)
