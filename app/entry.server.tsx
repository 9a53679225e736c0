// Renders a page to HTML, and gives rendering faults a number that the person can read out.
import { Writable } from 'node:stream'
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { FaultContext, NonceContext } from '#app/http/server/answer-context.ts'
import { ProgrammeContext } from '#app/shell/programme-context.ts'
import { log } from './log.server.ts'
import { logFault } from './http/faults.server.ts'
import { joinHtml, pageHeaders, computeETag } from './http/html.ts'
import { tellOnce } from './http/server/tell-once.ts'
import { inlineStyles } from './http/styles.server.ts'

export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext) {
  return new Promise<Response>((resolve, reject) => {
    let rendered = status
    const { pipe } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <FaultContext.Provider value={context.fault ?? null}>
          <ProgrammeContext.Provider value={context.site.programme}>
            <RemixServer context={remix} url={request.url} nonce={context.nonce} />
          </ProgrammeContext.Provider>
        </FaultContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          headers.set('Content-Type', pageHeaders['Content-Type'])
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', pageHeaders['Cache-Control'])
          const pieces: Buffer[] = []
          const whole = new Writable({
            write: (piece: Buffer, _encoding, next) => (pieces.push(piece), next()),
            final: (done) => {
              const drawn = tellOnce(joinHtml(pieces))
              if (rendered === 200) context.onDrawn?.(drawn)
              const { html, cookie } = inlineStyles(drawn, request.headers.get('Cookie'))
              if (cookie) headers.append('Set-Cookie', cookie)
              resolve(answer(request, html, { status: rendered, headers, nonce: context.nonce }))
              done()
            },
          })
          pipe(whole)
        },
        onShellError: reject,
        onError(fault) {
          rendered = 500
          log.error('a page could not be rendered', { fault })
        },
      },
    )
  })
}

interface Dressing {
  status: number
  headers: Headers
  nonce: string
}

/** A page that the browser already has is not sent again. Pages with a nonce are never the same twice. */
function answer(request: Request, html: string, { status, headers, nonce }: Dressing) {
  if (request.method === 'GET' && status === 200 && !html.includes(nonce)) {
    const tag = computeETag(html)
    headers.set('ETag', tag)
    if (request.headers.get('If-None-Match') === tag) return new Response(null, { status: 304, headers })
  }
  return new Response(html, { status, headers })
}

/** Errors from loaders and actions already have a number (see faults.server.ts); rendering errors, unknown URLs and wrong methods arrive here. */
export const handleError: HandleErrorFunction = (fault, { request, context }) => {
  if (request.signal.aborted || (isRouteErrorResponse(fault) && fault.status < 500)) return
  context.fault = logFault(fault, request)
}
