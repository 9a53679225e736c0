// Photographs and sounds of lessons on the phone: which are kept, and how a kept one answers.
import { parseRange } from '#app/media/byte-range.ts'

/** Videos are large: the phone never keeps one by itself. */
export const isVideo = (path: string) => /^\/media\/.*\.mp4$/.test(path)
export const isSound = (path: string) => /^\/media\/.*\.(m4a|mp3|ogg)$/.test(path)
export const isMedia = (path: string) => /^\/media\//.test(path)

/** What all variants of one photograph have in common in their addresses; null for anything else. */
export const photographOf = (path: string) => /\/media\/[^/]+\/[0-9a-f]{24}-/.exec(path)?.[0] ?? null

/** Finds any variant of a photograph in a store: without a network another width is better than none. */
export async function findKeptPhotograph(store: Cache, photograph: string): Promise<Response | undefined> {
  const kept = (await store.keys()).find(({ url }) => url.indexOf(photograph) !== -1)
  return kept && store.match(kept)
}

/** Answers a player's request for a part of a kept sound; without a range the whole. */
export async function partOf(kept: Response, range: string | null): Promise<Response> {
  if (!range) return kept
  const bytes = await kept.clone().arrayBuffer()
  const part = parseRange(range, bytes.byteLength)
  if (part === null) return kept
  const headers = new Headers(kept.headers)
  if (part === 'outside') {
    headers.set('Content-Range', `bytes */${bytes.byteLength}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('Content-Range', `bytes ${part.from}-${part.to - 1}/${bytes.byteLength}`)
  headers.set('Content-Length', String(part.to - part.from))
  return new Response(bytes.slice(part.from, part.to), { status: 206, headers })
}
