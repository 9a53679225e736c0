// Buffers a small body completely before any work is done for it: a client that sends half of one and disconnects costs
// nothing.
import type { IncomingMessage } from 'node:http'

/**
 * Resolves with true once all of a body with a declared length has arrived; it is put back into the request for the
 * next reader. Resolves with false if it was cut off.
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
      if (isWhole) request.unshift(Buffer.concat(pieces)) // in the same turn, before its end is emitted
      resolve(isWhole)
    }
    request.on('readable', readOn).on('close', cut).on('error', cut)
    readOn()
  })
}
