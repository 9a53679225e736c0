// Compresses a page synchronously: for one of usual length this takes a tenth of a millisecond, less than handing it to
// another thread and back. Longer pages, such as a first page with inline styles, and clients with unusual
// Accept-Encoding headers are left to the middleware and its threads.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * Brotli settings for pages. A higher quality costs more than rendering them; a window of 128 kB is longer than nearly
 * all of them, and the default of 4 MB takes half as long again.
 */
export const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 17 } }

/** Maximum length of a page that is compressed here, in bytes. */
const longest = 2 ** 14

/** A list of encodings without weights, as browsers send it. */
const parseEncodings = /^[a-z]+(, ?[a-z]+)*$/

/** Compresses the page with the preferred one of the encodings on offer; null if that is left to the middleware. */
export function compressPage(page: Buffer, offered: string | undefined): { coding: 'br' | 'gzip'; bytes: Buffer } | null {
  if (!offered || page.length > longest || !parseEncodings.test(offered)) return null
  const codings = offered.split(/, ?/)
  if (codings.includes('br')) return { coding: 'br', bytes: brotliCompressSync(page, brotliOptions) }
  return codings.includes('gzip') ? { coding: 'gzip', bytes: gzipSync(page) } : null
}
