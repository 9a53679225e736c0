// Forms with files, taken apart piece by piece as they come: a file of thirty megabytes is never copied as a whole while
// others wait.
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

/** The fields and files of a posted form. Refuses with 413 one of more fields than so many; throws what was cut off or is none. */
export async function readMultipart(request: Request, mostFields: number): Promise<FormData> {
  const parts = await partsOf(request, mostFields)
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

/** Browsers write three signs of names so that they do not end the line (HTML, multipart/form-data encoding algorithm). */
const asTyped = (name: string) => name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')

export const tooManyFields = (most: number) => new Refusal(413, `这张表的内容太多，一次最多 ${most} 项。请分几次提交。`)

type Part = PostedFile | { name: string; value: string }

function partsOf(request: Request, mostFields: number): Promise<Part[]> {
  const parts: Part[] = []
  return new Promise((resolve, reject) => {
    const reader = new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: { parts: mostFields, fieldSize: Infinity },
    })
    const body = Readable.fromWeb(request.body as ReadableStream)
    const stop = (fault: Error) => {
      body.unpipe(reader)
      body.destroy()
      reject(fault)
    }
    reader.on('partsLimit', () => stop(tooManyFields(mostFields)))
    reader.on('field', (name, value) => void parts.push({ name: asTyped(name), value }))
    reader.on('file', (name, stream, fileName, _encoding, mediaType) => {
      // A form that is sent without a file has one of no name.
      const file: PostedFile = { name, fileName: asTyped(fileName ?? ''), mediaType, chunks: [] }
      parts.push(file)
      stream.on('data', (chunk: Buffer<ArrayBuffer>) => void file.chunks.push(chunk))
      stream.on('error', stop)
    })
    reader.on('finish', () => resolve(parts))
    reader.on('error', stop)
    body.on('error', stop)
    body.pipe(reader)
  })
}
