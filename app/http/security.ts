// What every answer says to the browser about what it may do, and which writes are let in.
import { randomBytes } from 'node:crypto'
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

/** Writes come from our own pages: a foreign or missing Origin is refused. Same-origin navigation by old browsers sends a Referer instead. */
export function ownOriginOnly(request: Request, response: Response, next: NextFunction) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next()
  const from = request.get('origin') ?? request.get('referer')
  const host = request.get('x-forwarded-host') ?? request.get('host')
  if (from && URL.canParse(from) && new URL(from).host === host) return next()
  response.status(403).type('text/plain; charset=utf-8').send('这个请求不是从本站页面发出的，没有办理。请回到本站重新操作。')
}
