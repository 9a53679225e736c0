// Sends a composed page with the same headers as a route's; small ones are compressed synchronously, which is cheaper.
import type { Request, Response } from 'express'
import { computeETag, pageHeaders } from '../html.ts'
import type { RequestLocals } from '../request-locals.ts'
import { inlineStyles } from '../styles.server.ts'
import { compressPage } from './compression.ts'

/** Sends a page with its styles inlined. There is no ETag if it contains the nonce, which differs for every response. */
export async function sendPage(request: Request, response: Response, composed: string): Promise<void> {
  const { html, cookie } = inlineStyles(composed, request.get('cookie') ?? null)
  if (cookie) response.append('Set-Cookie', cookie)
  response.set(pageHeaders)
  const page = Buffer.from(html)
  if (!html.includes((response.locals as RequestLocals).nonce)) {
    const tag = computeETag(page)
    response.set('ETag', tag)
    if (request.get('if-none-match') === tag) return void response.status(304).end()
  }
  const small = await compressPage(page, request.get('accept-encoding'))
  if (small) response.set({ 'Content-Encoding': small.coding, 'Content-Length': String(small.bytes.length) })
  response.end(small?.bytes ?? page)
}
