// What every answer says to the browser about what it may do, and which writes are let in.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { NextFunction, Request, Response } from 'express'

/** A fresh nonce; only scripts that carry it run. */
export const newNonce = () => randomBytes(16).toString('base64')

/** No foreign origin at all, no eval, no inline script without the nonce. Styles may be inline: charts set widths. */
export const contentSecurityPolicy = (nonce: string, { development = false } = {}) =>
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

export function securityHeaders(development: boolean) {
  return (_request: Request, response: Response, next: NextFunction) => {
    const nonce = newNonce()
    response.locals.nonce = nonce
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(nonce, { development }),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
    })
    next()
  }
}

export const foreignWrite = '这个请求不是从本站页面发出的，没有办理。请回到本站重新操作。'

/** Whether a write comes from our own pages: by its Origin, or for same-origin navigation by old browsers by its Referer. */
export function isFromOwnPage({ headers }: Pick<IncomingMessage, 'headers'>) {
  const from = headers.origin ?? headers.referer
  const host = headers['x-forwarded-host']?.toString() ?? headers.host
  if (from === `https://${host}` || from === `http://${host}`) return true // nearly always, and cheaper than parsing
  return from !== undefined && URL.canParse(from) && new URL(from).host === host
}

/** A write with a foreign or missing Origin is refused. */
export function ownOriginOnly(request: Request, response: Response, next: NextFunction) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isFromOwnPage(request)) return next()
  response.status(403).type('text/plain; charset=utf-8').send(foreignWrite)
}
