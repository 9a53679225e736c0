// Timeouts of request bodies: none may take for ever, and a connection that is answered before its body arrived is
// closed politely.
import type { IncomingMessage, ServerResponse } from 'node:http'

interface Patience {
  /** Seconds without a byte, and seconds for the whole body, after which the connection is cut. */
  idle: number
  whole: number
}

/** After the answer a browser may go on sending for this long; otherwise it would show a broken connection instead of the message. */
const afterAnswer: Patience = { idle: 3, whole: 20 }
/** While the server stops. */
const whileStopping: Patience = { idle: 1, whole: 4 }

/**
 * After `settling` seconds a body must have arrived at this rate in bytes per second: a tenth of the worst village
 * connection.
 */
const settling = 60
const slowest = 512

interface Followed extends Patience {
  request: IncomingMessage
  /** Bytes that the connection had read before. */
  begun: number
  /** Seconds so far, and how many consecutive ones brought nothing. */
  seconds: number
  quiet: number
  bytes: number
}

const followed = new Set<Followed>()
let everySecond: ReturnType<typeof setInterval> | undefined

/** Whether a request has a body. */
export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Cuts the connection if the body stops arriving. */
export function enforceBodyTimeout(request: IncomingMessage, response: ServerResponse, { idle, whole }: Patience) {
  const { bytesRead } = request.socket
  const body: Followed = { request, idle, whole, seconds: 0, quiet: 0, begun: bytesRead, bytes: bytesRead }
  followed.add(body)
  request.once('close', () => followed.delete(body))
  response.once('finish', () => {
    if (request.complete) return
    allow(body, afterAnswer)
    request.resume()
  })
  everySecond ??= setInterval(lookAtAll, 1000).unref()
}

function allow(body: Followed, { idle, whole }: Patience) {
  body.idle = Math.min(body.idle, idle)
  body.whole = Math.min(body.whole, body.seconds + whole)
}

/** Gives all remaining bodies only a short time from now on. */
export function expireBodies() {
  for (const body of followed) allow(body, whileStopping)
}

// Counts checks instead of reading the clock: what arrived while the process was busy is read between two checks.
function lookAtAll() {
  for (const body of followed) {
    const { request } = body
    if (request.complete || request.destroyed) followed.delete(body)
    else {
      const { bytesRead } = request.socket
      body.quiet = bytesRead > body.bytes ? 0 : body.quiet + 1
      body.bytes = bytesRead
      body.seconds += 1
      const isTooSlow = body.seconds >= settling && bytesRead - body.begun < body.seconds * slowest
      if (body.quiet >= body.idle || body.seconds >= body.whole || isTooSlow) request.socket.destroy()
    }
  }
}
