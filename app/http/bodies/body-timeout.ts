// Timeouts of request bodies: none may take for ever, and a connection that is answered before its body arrived is
// closed politely.
import type { IncomingMessage, ServerResponse } from 'node:http'

interface BodyLimits {
  /** Seconds without a byte, and seconds for the whole body, after which the connection is cut. */
  idle: number
  whole: number
}

/** After the answer a browser may go on sending for this long; otherwise it would show a broken connection instead of the message. */
const afterAnswer: BodyLimits = { idle: 3, whole: 20 }
/** While the server stops. */
const whileStopping: BodyLimits = { idle: 1, whole: 4 }

/** After this many seconds a body must have arrived at the minimum rate, in bytes per second: a tenth of the worst village connection. */
const secondsBeforeRate = 60
const minRate = 512

interface WatchedBody extends BodyLimits {
  request: IncomingMessage
  /** Bytes that the connection had read before. */
  bytesBefore: number
  /** Seconds so far, and how many consecutive ones brought nothing. */
  seconds: number
  idleSeconds: number
  bytes: number
}

const watchedBodies = new Set<WatchedBody>()
let timer: ReturnType<typeof setInterval> | undefined

/** Whether a request has a body. */
export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Cuts the connection if the body stops arriving. */
export function enforceBodyTimeout(request: IncomingMessage, response: ServerResponse, { idle, whole }: BodyLimits) {
  const { bytesRead } = request.socket
  const body: WatchedBody = { request, idle, whole, seconds: 0, idleSeconds: 0, bytesBefore: bytesRead, bytes: bytesRead }
  watchedBodies.add(body)
  request.once('close', () => watchedBodies.delete(body))
  response.once('finish', () => {
    if (request.complete) return
    shorten(body, afterAnswer)
    request.resume()
  })
  timer ??= setInterval(checkAll, 1000).unref()
}

function shorten(body: WatchedBody, { idle, whole }: BodyLimits) {
  body.idle = Math.min(body.idle, idle)
  body.whole = Math.min(body.whole, body.seconds + whole)
}

/** Gives all remaining bodies only a short time from now on. */
export function expireBodies() {
  for (const body of watchedBodies) shorten(body, whileStopping)
}

// Counts checks instead of reading the clock: what arrived while the process was busy is read between two checks.
function checkAll() {
  for (const body of watchedBodies) {
    const { request } = body
    if (request.complete || request.destroyed) watchedBodies.delete(body)
    else {
      const { bytesRead } = request.socket
      body.idleSeconds = bytesRead > body.bytes ? 0 : body.idleSeconds + 1
      body.bytes = bytesRead
      body.seconds += 1
      const isTooSlow = body.seconds >= secondsBeforeRate && bytesRead - body.bytesBefore < body.seconds * minRate
      if (body.idleSeconds >= body.idle || body.seconds >= body.whole || isTooSlow) request.socket.destroy()
    }
  }
}
