// Cookies: what each of them is called, and what it is given out with. Over HTTPS the name itself makes browsers refuse one
// that another site of the same domain has set, or that came over plain HTTP.
import { parse, serialize } from 'cookie'
import { readSettings } from './settings.server.ts'

/** The name under which a cookie is given out. */
export const cookieName = (name: string) => (readSettings().isHttps ? `__Host-${name}` : name)

interface Choices {
  /** How long the browser keeps it; 0 takes it away. */
  seconds: number
  /** Whether scripts of ours read it. */
  isForScripts?: boolean
}

/** A Set-Cookie header: for this host alone, for all its pages, never sent along by other sites' forms, and over HTTPS never in the open. */
export const serialiseCookie = (name: string, value: string, { seconds, isForScripts = false }: Choices) =>
  serialize(cookieName(name), value, {
    path: '/',
    maxAge: seconds,
    httpOnly: !isForScripts,
    sameSite: 'lax',
    secure: readSettings().isHttps,
  })

const find = (cookies: string | null, name: string) => parse(cookies ?? '')[name] ?? null

/** The value of a cookie in a request's cookies, by its name of now; null if there is none. */
export const readCookie = (cookies: string | null, name: string) => find(cookies, cookieName(name))

/** The value under the plain name, where that is not the name of now: one that was given out before there was HTTPS, or by an earlier edition. */
export const readLegacyCookie = (cookies: string | null, name: string) => (readSettings().isHttps ? find(cookies, name) : null)
