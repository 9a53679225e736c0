// Security headers of every response, and which writes are allowed.
import type { IncomingMessage } from 'node:http'
import type { NextFunction, Request, Response } from 'express'
import { ownResponseHeader } from '#app/phone/own-response.ts'
import { type Settings, readSettings } from '#app/settings.server.ts'
import { isLoopback } from './address.ts'
import { secureRandomBytes } from '#db/random.ts'
import { sendPlainPage } from '../plain-page.ts'
import { normalisePath } from '../normalise-path.ts'

/** Creates a nonce; only scripts that carry it run. */
const newNonce = () => secureRandomBytes(16).toString('base64')

/** No foreign origin at all, no eval, no inline script without the nonce. Styles may be inline: charts set widths. */
const contentSecurityPolicy = (nonce: string, { development = false } = {}) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "font-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The headers of every response, in one list. */
const fixedHeaders = () => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(readSettings().isHttps ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
})

/** Headers of a self-contained response, such as one sentence: it needs no script, file or form, and nobody may frame it. */
export const standaloneHeaders = () => ({
  ...fixedHeaders(),
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
})

export function securityHeaders({ development }: { development: boolean }) {
  const fixed = { ...fixedHeaders(), [ownResponseHeader]: '1' } // the phone keeps only responses that carry it
  return (_request: Request, response: Response, next: NextFunction) => {
    const nonce = newNonce()
    response.locals.nonce = nonce
    response.set({ ...fixed, 'Content-Security-Policy': contentSecurityPolicy(nonce, { development }) })
    next()
  }
}

/** Only a trusted proxy may say which host was requested: the header is dropped from all others before it is used. */
export function dropUntrustedHost({ headers }: Pick<IncomingMessage, 'headers'>, { proxies }: { proxies: number }) {
  if (proxies === 0) delete headers['x-forwarded-host']
}

/**
 * Returns the host names of the site: that of its public address, and those of the office's own network. Null if no
 * public address is set: then any name is accepted, as for a demo or before the set-up is complete.
 */
export function allowedHosts(
  { address, otherHosts }: Pick<Settings, 'address' | 'otherHosts'> = readSettings(),
): ReadonlySet<string> | null {
  return address ? new Set([new URL(address).host, ...otherHosts].map((name) => name.toLowerCase())) : null
}

/**
 * Whether a request asks for one of our host names. Another site's name that points to our machine gets no answer, so
 * that no link of ours is ever built from it. Monitoring on the machine itself may use any name.
 */
export function isAllowedHost(
  { headers, url, socket }: Pick<IncomingMessage, 'headers' | 'url' | 'socket'>,
  hosts: ReadonlySet<string> | null,
) {
  if (!hosts) return true
  const host = (headers['x-forwarded-host']?.toString().split(',')[0] ?? headers.host ?? '').trim().toLowerCase()
  return hosts.has(host) || (/^\/(healthz|metrics)$/.test(url ?? '') && isLoopback(socket.remoteAddress ?? ''))
}

/**
 * Pages that a browser may cache and revalidate: lessons and the pages around them, which would otherwise be
 * transferred twice on a slow connection, and forms on phones, which a browser restores only if it may cache them. No
 * desk pages, secrets or certificates, and nothing that only scripts read.
 */
const isCacheablePath =
  /^\/($|(courses|exams|attempts|class|calculator|sign-in|rating-rules|shop|wishes|pairings|shop-files|pictures|media)(\/|$))/

/** Marks all other responses as not to be stored. Immutable files are handled earlier and set their own header. */
export function setNoStore(request: Request, response: Response, next: NextFunction) {
  const isData = /\.data$/i.test(request.path)
  if (isData || !isCacheablePath.test(normalisePath(request.originalUrl))) {
    const { writeHead } = response
    response.writeHead = ((...head: Parameters<typeof writeHead>) => {
      response.setHeader('Cache-Control', 'no-store')
      response.removeHeader('ETag')
      return writeHead.apply(response, head)
    }) as typeof writeHead
  }
  next()
}

export const crossOriginMessage = '这个请求不是从本站页面发出的。请回到本站重新操作。'

/** Whether a write comes from our own pages: by its Origin, or for same-origin navigation in old browsers by its Referer. */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>) {
  const from = headers.origin ?? headers.referer
  const host = headers['x-forwarded-host']?.toString().split(',')[0]?.trim() ?? headers.host
  if (from === `https://${host}` || from === `http://${host}`) return true // nearly always, and cheaper than parsing
  return from !== undefined && URL.canParse(from) && new URL(from).host === host
}

/** A write with a foreign or missing Origin is refused. */
export function requireSameOrigin(request: Request, response: Response, next: NextFunction) {
  if (isSafeMethod(request) || isSameOrigin(request)) return next()
  sendPlainPage(response, 403, { title: '没有办理', sentence: crossOriginMessage })
}

/** The methods of the routes: pages are read, and forms are posted. */
export function allowGetAndPost({ method }: Request, response: Response, next: NextFunction) {
  if (['GET', 'HEAD', 'POST'].includes(method)) return next()
  response.set('Allow', 'GET, HEAD, POST')
  sendPlainPage(response, 405, { title: '不能这样操作', sentence: '本站的页面只能打开，或提交表单。请从首页重新进入。' })
}

const isSafeMethod = (request: Request) => ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
