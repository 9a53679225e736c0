// What bytes of unknown encoding say. Offices save UTF-8 with or without a mark, UTF-16 and GB18030.

/**
 * The share of zeros among every second byte, starting with the first or the second: Latin text in UTF-16 is half
 * zeros.
 */
const countNulls = (bytes: Uint8Array, from: 0 | 1) => {
  const start = bytes.subarray(0, 2_000)
  let count = 0
  for (let at = from; at < start.length; at += 2) if (start[at] === 0) count++
  return count / Math.max(1, start.length / 2)
}

/** The encodings that bytes may have, the likeliest first; none if they are no text. */
export function guessEncodings(bytes: Uint8Array): string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le']
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be']
  if (!bytes.includes(0)) return ['utf-8', 'gb18030']
  // 一 is 4E00: there are some zeros on the other side as well.
  const [even, odd] = [countNulls(bytes, 0), countNulls(bytes, 1)]
  return Math.max(even, odd) < 0.05 ? [] : odd > even * 2 ? ['utf-16le'] : even > odd * 2 ? ['utf-16be'] : []
}

/** Decodes bytes; null if they are invalid in the encoding, or it is unknown. */
export function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
