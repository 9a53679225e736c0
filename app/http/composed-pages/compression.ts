// Packs a page at once: for one of usual length that takes a tenth of a millisecond, less than handing it to another
// thread and back. Longer ones, such as a first page with its styles inside, and whoever is choosy about codings, are left
// to the middleware and its threads.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * How pages are packed by Brotli. A better quality costs more than drawing them; a window of 128 kB is longer than nearly
 * all of them, and the usual one, of 4 MB, takes half as long again.
 */
export const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 17 } }

/** The longest page that is packed here, in bytes. */
const longest = 2 ** 14

/** A list of codings without weights, as browsers send it. */
const parseEncodings = /^[a-z]+(, ?[a-z]+)*$/

/** The page packed as the browser prefers it among what it offers; null if that is for others to do. */
export function compressPage(page: Buffer, offered: string | undefined): { coding: 'br' | 'gzip'; bytes: Buffer } | null {
  if (!offered || page.length > longest || !parseEncodings.test(offered)) return null
  const codings = offered.split(/, ?/)
  if (codings.includes('br')) return { coding: 'br', bytes: brotliCompressSync(page, brotliOptions) }
  return codings.includes('gzip') ? { coding: 'gzip', bytes: gzipSync(page) } : null
}
