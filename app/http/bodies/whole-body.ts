// A small body is here as a whole before anything is worked out for it: who sends half of one and goes away costs nothing.
import type { IncomingMessage } from 'node:http'

/**
 * Resolves with true once all of a body has come that says its length; it lies in the request for whoever reads it next.
 * With false if it was cut.
 */
export function awaitWholeBody(request: IncomingMessage): Promise<boolean> {
  const length = Number(request.headers['content-length'])
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    let size = 0
    function readOn() {
      for (let piece: Buffer | null; size < length && (piece = request.read() as Buffer | null) !== null;) {
        pieces.push(piece)
        size += piece.length
      }
      if (size >= length) end(true)
    }
    const cut = () => end(false)
    function end(isWhole: boolean) {
      request.off('readable', readOn).off('close', cut).off('error', cut)
      if (isWhole) request.unshift(Buffer.concat(pieces)) // in the same turn: its end is not told yet
      resolve(isWhole)
    }
    request.on('readable', readOn).on('close', cut).on('error', cut)
    readOn()
  })
}
