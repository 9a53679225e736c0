// A browser that never had the styles gets them inside its first page: on a bad line asking for them takes another turn,
// half of the time until there is something to read. What it has is only named, so that later pages stay small.
import { existsSync, readFileSync } from 'node:fs'
import { readCookie, serialiseCookie } from '#app/cookies.ts'

interface Style {
  link: string
  href: string
  /** The part of the file's name that changes with its content. */
  hash: string
  /** Null where it is not a file of the build, as in development. */
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

/** The editions that a browser says it has, from its cookies. */
const hashesInCookie = (cookies: string | null) =>
  readCookie(cookies, 'styles')
    ?.match(/^[\w.-]+/)?.[0]
    .split('.') ?? []

const aYear = 31_536_000

/** How many editions a browser tells of: all that one person's pages need, and no heap of earlier ones. */
const maxHashes = 6

/**
 * The page for a browser with these cookies: styles that it never had inside, to be fetched quietly for the next page
 * once this one is drawn; and the cookie that tells of it, null if it had them all.
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
  const editions = [...new Set([...fresh.map(({ hash }) => hash), ...had])].slice(0, maxHashes)
  return {
    html: page.replace('</body>', () => `${later}</body>`),
    cookie: serialiseCookie('styles', editions.join('.'), { seconds: aYear }),
  }
}
