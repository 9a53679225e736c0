// Photographs and sounds on the phone, of lessons and of what people of a class send along: which are kept, and how a kept one answers.
import { parseRange } from '#app/media/byte-range.ts'

/** Videos and documents are large: the phone never keeps one by itself. */
export const isLarge = (path: string) => /^\/media\/.*\.(mp4|pdf)$/.test(path)
export const isSound = (path: string) => /^\/media\/.*\.(m4a|mp3|ogg)$/.test(path)
export const isMedia = (path: string) => /^\/media\//.test(path)

/** What was sent along with a task, a question or an answer. */
export const isAttachment = (path: string) => /^\/attachments\//.test(path)

/** Bytes of an attachment that the phone keeps: a photograph, or a recording of about a minute. */
const maxAttachment = 1_000_000

/** The whole of an attachment, which players ask for as a part of it; null if it is not the whole, or too large to keep. */
export async function wholeOf(answer: Response): Promise<Response | null> {
  const [, end = '', size = ''] = /^bytes 0-(\d+)\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '') ?? []
  const isWhole = answer.status === 200 || (answer.status === 206 && size !== '' && Number(end) === Number(size) - 1)
  if (!isWhole || Number(answer.headers.get('Content-Length') ?? 0) > maxAttachment) {
    // Not awaited: it ends when the page has its own half.
    void answer.body?.cancel()
    return null
  }
  const bytes = await answer.arrayBuffer()
  if (bytes.byteLength > maxAttachment) return null
  const headers = new Headers(answer.headers)
  headers.delete('Content-Range')
  return new Response(bytes, { headers })
}

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
