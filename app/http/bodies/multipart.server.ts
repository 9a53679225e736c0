// Parses multipart forms in a stream: a file of thirty megabytes is never copied as a whole while other requests wait.
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Busboy } from '@fastify/busboy'
import { Refusal } from '#app/refusal.ts'

interface PostedFile {
  name: string
  fileName: string
  mediaType: string
  chunks: Buffer<ArrayBuffer>[]
}

type Part = PostedFile | { name: string; value: string }

interface Limits {
  /** Maximum number of fields and files. */
  fields: number
  /**
   * Maximum number of bytes of all names and text values together: without its files, such a form is as long as any
   * other.
   */
  text: number
}

/**
 * Returns the fields and files of a posted form. Refuses with 413 what exceeds a limit; throws if the body was cut off
 * or is no form.
 */
export async function readMultipart(request: Request, limits: Limits): Promise<FormData> {
  const parts = await splitParts(request, limits)
  const form = new FormData()
  for (const part of parts) {
    if ('value' in part) form.append(part.name, part.value)
    else {
      await nextTurn() // a file is copied once, in a turn of its own
      form.append(part.name, new File(part.chunks, part.fileName, { type: part.mediaType }))
    }
  }
  return form
}

/** Browsers escape three characters of names that would end the line (HTML, multipart/form-data encoding algorithm). */
const decodeFieldName = (name: string) => name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')

export const tooManyFields = (most: number) => new Refusal(413, `这张表的内容太多，一次最多 ${most} 项。请分几次提交。`)
const tooMuchText = (most: number) =>
  new Refusal(413, `这张表里填的字太多，一次最多 ${Math.floor(most / 3 / 10_000)} 万字左右。请删短一些再提交。`)

function splitParts(request: Request, { fields, text }: Limits): Promise<Part[]> {
  const parts: Part[] = []
  let typed = 0
  return new Promise((resolve, reject) => {
    const reader = new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: { parts: fields, fieldSize: text + 1 },
    })
    const body = Readable.fromWeb(request.body as ReadableStream)
    /** The rest of the body is read and dropped: if the connection were cut, the browser would show no message. */
    const stop = (fault: Error) => {
      body.unpipe(reader)
      body.resume()
      reject(fault)
    }
    /** Returns the name of a part, and counts its bytes. A part without a name does not come from a form. */
    function nameOf(name: string | undefined, more: string) {
      if (name === undefined) throw new Error('A part has no name.')
      typed += Buffer.byteLength(name) + Buffer.byteLength(more)
      if (typed > text) throw tooMuchText(text)
      return decodeFieldName(name)
    }
    /** Turns errors in a listener into a rejection for the caller who waits for the form. */
    const guarded =
      <A extends unknown[]>(listen: (...told: A) => void) =>
      (...told: A) => {
        try {
          listen(...told)
        } catch (fault) {
          stop(fault instanceof Error ? fault : new Error(String(fault)))
        }
      }
    reader.on('partsLimit', () => stop(tooManyFields(fields)))
    reader.on(
      'field',
      guarded((name: string | undefined, value: string, _isNameCut: boolean, isCut: boolean) => {
        if (isCut) throw tooMuchText(text)
        parts.push({ name: nameOf(name, value), value })
      }),
    )
    reader.on('file', (name: string | undefined, stream, fileName, _encoding, mediaType) => {
      stream.on('error', stop)
      stream.resume() // even if nobody wants the part: the parser waits until it is read
      guarded(() => {
        // A form sent without a file contains one with an empty name.
        const file: PostedFile = { name: nameOf(name, fileName ?? ''), fileName: decodeFieldName(fileName ?? ''), mediaType, chunks: [] }
        parts.push(file)
        stream.on('data', (chunk: Buffer<ArrayBuffer>) => void file.chunks.push(chunk))
      })()
    })
    reader.on('finish', () => resolve(parts))
    reader.on('error', stop)
    body.on('error', stop)
    body.pipe(reader)
  })
}
