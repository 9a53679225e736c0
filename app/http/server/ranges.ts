// Parts of a file, as players ask for them: one range of bytes (RFC 9110).

import { parseRange } from '#app/media/byte-range.ts'

export interface RangedContent {
  mediaType: string
  /** The same for the same bytes. */
  tag: string
  /** Bytes. */
  size: number
  /** Returns part of it; `to` is excluded. */
  read: (from: number, to: number) => Promise<Uint8Array>
}

/**
 * The most bytes of one part: a player that asks for all that follows gets the beginning, and asks again as it plays. So nobody who looks
 * at the first seconds of a video transfers the rest, or makes the server hold it.
 */
const maxPart = 1_000_000

/** Sends content, or the part that the request asks for. */
export async function sendRange(
  request: Request,
  { mediaType, tag, size, read }: RangedContent,
  headers: Record<string, string>,
): Promise<Response> {
  const etag = `"${tag}"`
  const fixed = { ...headers, 'Content-Type': mediaType, 'Accept-Ranges': 'bytes', ETag: etag }
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers: fixed })
  const condition = request.headers.get('If-Range')
  const range = condition === null || condition === etag ? parseRange(request.headers.get('Range'), size) : null
  if (range === 'outside') return new Response(null, { status: 416, headers: { ...fixed, 'Content-Range': `bytes */${size}` } })
  if (range === null) return new Response(await bytesOf(read, 0, size), { headers: { ...fixed, 'Content-Length': String(size) } })
  const to = Math.min(range.to, range.from + maxPart)
  return new Response(await bytesOf(read, range.from, to), {
    status: 206,
    headers: { ...fixed, 'Content-Length': String(to - range.from), 'Content-Range': `bytes ${range.from}-${to - 1}/${size}` },
  })
}

/**
 * Sends a file that somebody brought: it runs nothing, and is not shown as anything else. A document is stored, not opened: no browser of
 * ours reads it.
 */
export const sendMedia = (request: Request, content: RangedContent, cacheControl: string): Promise<Response> =>
  sendRange(request, content, {
    'Cache-Control': cacheControl,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': content.mediaType === 'application/pdf' ? 'attachment' : 'inline',
    'X-Content-Type-Options': 'nosniff',
  })

const bytesOf = async (read: RangedContent['read'], from: number, to: number) => new Uint8Array(await read(from, to))
