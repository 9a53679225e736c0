// Renders a page to HTML, and gives each fault a number that the person can read out.
import { randomInt } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './http/nonce.ts'

export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext) {
  return new Promise<Response>((resolve, reject) => {
    let rendered = status
    const { pipe } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8')
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-cache')
          const body = new PassThrough()
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: rendered }))
          pipe(body)
        },
        onShellError: reject,
        onError(fault) {
          rendered = 500
          console.error(fault)
        },
      },
    )
  })
}

/** Logs a fault under a number, which the error page shows. */
export const handleError: HandleErrorFunction = (fault, { request }) => {
  if (request.signal.aborted) return
  const number = randomInt(100_000, 1_000_000)
  if (fault instanceof Error) fault.message = `故障编号 ${number}：${fault.message}`
  console.error(number, request.method, new URL(request.url).pathname, fault)
}
