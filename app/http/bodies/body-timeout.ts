// Bodies on their way in: none may take for ever, and a connection whose answer came before its body is closed politely.
import type { IncomingMessage, ServerResponse } from 'node:http'

interface Patience {
  /** Seconds without a byte, and seconds for the whole body, after which the connection is cut. */
  idle: number
  whole: number
}

/** Once it is answered, a browser is let finish sending for so long, or it would show a broken connection instead of the sentence. */
const afterAnswer: Patience = { idle: 3, whole: 20 }
/** Once the server is to stop. */
const whileStopping: Patience = { idle: 1, whole: 4 }

/** After so many seconds a body must have come at so many bytes a second: a tenth of what the worst line of a village carries. */
const settling = 60
const slowest = 512

interface Followed extends Patience {
  request: IncomingMessage
  /** What the connection had read before. */
  begun: number
  /** Seconds so far, and how many of them in a row brought nothing. */
  seconds: number
  quiet: number
  bytes: number
}

const followed = new Set<Followed>()
let everySecond: ReturnType<typeof setInterval> | undefined

/** Whether a request brings a body at all. */
export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Cuts the connection when the body does not come on. */
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

/** Whatever still comes must come at once. */
export function expireBodies() {
  for (const body of followed) allow(body, whileStopping)
}

// Counted in looks and not by the clock: what arrived while the process was busy is read between two looks.
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
