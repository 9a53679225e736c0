// A browser that never had the styles gets them inline in its first page: on a slow connection fetching them takes
// another round trip, half of the time until there is something to read. Styles that it has are only linked, so that
// later pages stay small.
import { existsSync, readFileSync } from 'node:fs'
import { readCookie, serialiseCookie } from '#app/cookies.ts'

interface Style {
  link: string
  href: string
  /** The part of the file's name that changes with its content. */
  hash: string
  /** Null if it is not a file of the build, as in development. */
  text: string | null
}

const styleLink = /<link rel="stylesheet" href="(\/assets\/[\w.-]+-([\w-]{8})\.css)"\/>/g
const texts = new Map<string, string | null>()

function textOf(href: string) {
  let text = texts.get(href)
  if (text === undefined) {
    const file = `build/client${href}`
    texts.set(href, (text = existsSync(file) ? readFileSync(file, 'utf8').trim() : null))
  }
  return text
}

/** The hashes of the versions that a browser has, according to its cookies. */
const hashesInCookie = (cookies: string | null) =>
  readCookie(cookies, 'styles')
    ?.match(/^[\w.-]+/)?.[0]
    .split('.') ?? []

const aYear = 31_536_000

/**
 * Maximum number of versions that the cookie lists: all that one person's pages need, without an accumulation of old
 * ones.
 */
const maxHashes = 6

/**
 * Returns the page for a browser with these cookies: styles that it never had are inlined, and preloaded for the next
 * page once this one is rendered; and the cookie that records them, null if it had all.
 */
export function inlineStyles(html: string, cookies: string | null): { html: string; cookie: string | null } {
  const had = hashesInCookie(cookies)
  const named = [...html.matchAll(styleLink)].map(([link, href = '', hash = '']): Style => ({
    link,
    href,
    hash,
    text: textOf(href),
  }))
  const fresh = named.filter(({ hash, text }) => text !== null && !had.includes(hash))
  if (fresh.length === 0) return { html, cookie: null }
  let page = html
  for (const { link, text } of fresh) page = page.replace(link, () => `<style>${text}</style>`)
  const later = fresh.map(({ href }) => `<link rel="prefetch" as="style" href="${href}"/>`).join('')
  const hashes = [...new Set([...fresh.map(({ hash }) => hash), ...had])].slice(0, maxHashes)
  return {
    html: page.replace('</body>', () => `${later}</body>`),
    cookie: serialiseCookie('styles', hashes.join('.'), { seconds: aYear }),
  }
}
