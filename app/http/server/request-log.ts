// A line in the log for every request, for whoever looks for a fault.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#app/log.server.ts'
import { forRequest, requestId } from '#app/request-id.server.ts'
import { pathForLog } from '../faults.server.ts'

/** What logs a request once it is answered or given up; null where the operator does not want to know. */
export function logRequests() {
  if (!log.writes('debug')) return null
  return (request: IncomingMessage, response: ServerResponse) => {
    const begun = performance.now()
    const id = requestId()!
    const { method, url } = request // Express shortens it while it looks for whoever answers
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'cut'
      forRequest(id, () =>
        log.debug('answered', { method, path: pathForLog(url ?? '/'), status, milliseconds: Math.round(performance.now() - begun) }),
      )
    })
  }
}
