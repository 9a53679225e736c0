// Logs one line per request, for debugging.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#app/log.server.ts'
import { forRequest, requestId } from '#app/request-id.server.ts'
import { pathForLog } from '../faults.server.ts'

/** Returns what logs a request once it is answered or aborted; null if the operator turned it off. */
export function logRequests() {
  if (!log.writes('debug')) return null
  return (request: IncomingMessage, response: ServerResponse) => {
    const begun = performance.now()
    const id = requestId()!
    const { method, url } = request // Express shortens the URL while it looks for a handler
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'cut'
      forRequest(id, () =>
        log.debug('answered', { method, path: pathForLog(url ?? '/'), status, milliseconds: Math.round(performance.now() - begun) }),
      )
    })
  }
}
