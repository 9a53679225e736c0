// Packs a page at once: for one of usual length that takes a tenth of a millisecond, less than handing it to another
// thread and back. Longer ones, such as a first page with its styles inside, and whoever is choosy about codings, are left
// to the middleware and its threads.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** How well pages are packed by Brotli: better costs more than drawing them. */
export const brotliQuality = { [constants.BROTLI_PARAM_QUALITY]: 5 }

/** The longest page that is packed here, in bytes. Brotli need not be able to look back further than that. */
const longest = 2 ** 14
const brotli = { params: { ...brotliQuality, [constants.BROTLI_PARAM_LGWIN]: 16 } }

/** A list of codings without weights, as browsers send it. */
const plainList = /^[a-z]+(, ?[a-z]+)*$/

/** The page packed as the browser prefers it among what it offers; null if that is for others to do. */
export function packed(page: Buffer, offered: string | undefined): { coding: 'br' | 'gzip'; bytes: Buffer } | null {
  if (!offered || page.length > longest || !plainList.test(offered)) return null
  const codings = offered.split(/, ?/)
  if (codings.includes('br')) return { coding: 'br', bytes: brotliCompressSync(page, brotli) }
  return codings.includes('gzip') ? { coding: 'gzip', bytes: gzipSync(page) } : null
}
