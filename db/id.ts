// Ids of new rows.
import { secureRandomBytes } from './random.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford's alphabet: no i, l, o, u, which are easily misread

/** Returns a new id of 20 characters: 45 bits of time, so that later ids sort later, then 55 random bits. */
export function newId(now = Date.now()) {
  const random = secureRandomBytes(11)
  let id = ''
  for (let shift = 8; shift >= 0; shift--) id += alphabet.charAt(Math.floor(now / 32 ** shift) % 32)
  for (const byte of random) id += alphabet.charAt(byte % 32)
  return id
}
