// Compresses a composed page in one call: synchronously if it has the usual length, which takes a tenth of a millisecond,
// less than handing it to another thread and back; a longer one, such as a first page with inline styles, on another
// thread. The middleware, whose streams cost more than either, gets what a client with an unusual Accept-Encoding asks for.
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * Brotli settings for pages. A higher quality costs more than rendering them; a window of 128 kB is longer than nearly
 * all of them, and the default of 4 MB takes half as long again.
 */
export const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 17 } }

/** Maximum length of a page that is compressed on this thread, in bytes. */
const longest = 2 ** 14

/** A list of encodings without weights, as browsers send it. */
const parseEncodings = /^[a-z]+(, ?[a-z]+)*$/

const compressElsewhere = promisify(brotliCompress)

/** Compresses the page with the preferred one of the encodings on offer; null if that is left to the middleware. */
export async function compressPage(page: Buffer, offered: string | undefined): Promise<{ coding: 'br' | 'gzip'; bytes: Buffer } | null> {
  if (!offered || !parseEncodings.test(offered)) return null
  const codings = offered.split(/, ?/)
  const isShort = page.length <= longest
  if (codings.includes('br'))
    return { coding: 'br', bytes: isShort ? brotliCompressSync(page, brotliOptions) : await compressElsewhere(page, brotliOptions) }
  return isShort && codings.includes('gzip') ? { coding: 'gzip', bytes: gzipSync(page) } : null
}
