// What every answer says to the browser about what it may do, and which writes are let in.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { NextFunction, Request, Response } from 'express'
import { ownAnswerHeader } from '#app/offline/own-answer.ts'
import { plainPage } from './plain-page.ts'

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

export function securityHeaders({ development, https = process.env.TIDUI_HTTPS === '1' }: { development: boolean; https?: boolean }) {
  return (_request: Request, response: Response, next: NextFunction) => {
    const nonce = newNonce()
    response.locals.nonce = nonce
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(nonce, { development }),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
      [ownAnswerHeader]: '1', // the phone keeps only what carries it
      ...(https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    })
    next()
  }
}

/** Only a proxy that is trusted may say which host was asked for: what anybody else claims is dropped before it is used. */
export function ownHostOnly({ headers }: Pick<IncomingMessage, 'headers'>, { proxies }: { proxies: number }) {
  if (proxies === 0) delete headers['x-forwarded-host']
}

export const foreignWrite = '这个请求不是从本站页面发出的。请回到本站重新操作。'

/** Whether a write comes from our own pages: by its Origin, or for same-origin navigation by old browsers by its Referer. */
export function isFromOwnPage({ headers }: Pick<IncomingMessage, 'headers'>) {
  const from = headers.origin ?? headers.referer
  const host = headers['x-forwarded-host']?.toString().split(',')[0]?.trim() ?? headers.host
  if (from === `https://${host}` || from === `http://${host}`) return true // nearly always, and cheaper than parsing
  return from !== undefined && URL.canParse(from) && new URL(from).host === host
}

/** A write with a foreign or missing Origin is refused. */
export function ownOriginOnly(request: Request, response: Response, next: NextFunction) {
  if (changesNothing(request) || isFromOwnPage(request)) return next()
  plainPage(response, 403, { title: '没有办理', sentence: foreignWrite })
}

/** What the screens answer to: pages are read, and forms are posted. */
export function readOrPosted({ method }: Request, response: Response, next: NextFunction) {
  if (['GET', 'HEAD', 'POST'].includes(method)) return next()
  response.set('Allow', 'GET, HEAD, POST')
  plainPage(response, 405, { title: '不能这样操作', sentence: '本站的页面只能打开，或提交表单。请从首页重新进入。' })
}

/** The most that is read of one request. A spreadsheet may have 30 MB, pictures less. */
const mostBytes = 40 * 1024 * 1024

/** Forms are read into memory whole, so one that is too long, or that does not say how long it is, is not read at all. */
export function noHugeForms(request: Request, response: Response, next: NextFunction) {
  const length = request.get('content-length')
  const isOpenEnded = length === undefined && request.get('transfer-encoding') !== undefined
  if (changesNothing(request) || (!isOpenEnded && Number(length ?? 0) <= mostBytes)) return next()
  if (isOpenEnded) plainPage(response, 411, { title: '没有收下', sentence: '这个请求没有说明长度。请回到本站重新操作。' })
  else plainPage(response, 413, { title: '没有收下', sentence: '发来的内容太大，一次最多 40 MB。请按返回键，换小一点的文件。' })
  request.resume() // let the browser finish sending, or it would show a broken connection instead of the sentence
}

const changesNothing = (request: Request) => ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
