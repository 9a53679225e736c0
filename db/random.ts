// Random bytes from a pool. Asking the system for each dozen costs more than everything else that is done with them.
import { randomFillSync } from 'node:crypto'

const pool = Buffer.allocUnsafeSlow(8_192)
let used = pool.length

/** Returns fresh bytes from the system's generator, copied out of the pool and wiped from it. At most 8,192. */
export function secureRandomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return bytes
}
