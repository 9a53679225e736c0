// The built files, packed once when they are built and not once for every phone: the largest script costs more than a
// page to pack, and packs a tenth smaller where there is time for it. Ours on purpose, over Express's own files: what serves
// packed files ready-made fails where the build goes from under a server (docs/decisions/small-libraries.md).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { RequestHandler, Response } from 'express'

/** In the order of preference. Browsers offer Brotli over HTTPS alone, and village offices serve over plain HTTP. */
const encodings = [
  { coding: 'br', ending: '.br', pack: (bytes: Buffer) => brotliCompressSync(bytes) },
  { coding: 'gzip', ending: '.gz', pack: (bytes: Buffer) => gzipSync(bytes, { level: 9 }) },
]
const isCompressible = new Set(['.js', '.css', '.svg'])
const minBytes = 500

const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])

/** Lays a packed copy of each kind beside every file of the folder that is worth it. */
export function precompressFiles(folder: string) {
  for (const file of filesIn(folder)) {
    if (!isCompressible.has(extname(file))) continue
    const bytes = readFileSync(join(folder, file))
    if (bytes.length >= minBytes) for (const { ending, pack } of encodings) writeFileSync(join(folder, file + ending), pack(bytes))
  }
}

const addressesIn = (folder: string) => new Set(filesIn(folder).map((file) => `/${file}`))

/** Lets requests for the folder's files, as they are at the start, through to those who serve them: for a page nobody looks for a file on the disk. */
export function onlyFilesOf(folder: string, serve: RequestHandler): RequestHandler {
  const there = addressesIn(folder)
  return (request, response, next) => (there.has(request.path) ? serve(request, response, next) : next())
}

/** Turns a request for a file to its packed copy, if there is one that the browser can unpack. Files are served by whoever comes next. */
export function servePrecompressed(folder: string): RequestHandler {
  const there = addressesIn(folder)
  return (request, response, next) => {
    if (!there.has(request.path) || !isCompressible.has(extname(request.path))) return next()
    response.vary('Accept-Encoding')
    const packing = encodings.find(({ coding, ending }) => there.has(request.path + ending) && request.acceptsEncodings(coding))
    if (packing) request.url = request.url.replace(request.path, request.path + packing.ending)
    next()
  }
}

/** Says of a packed copy, as it goes out, what it is and how it is packed. Not before: the build may have gone from under a server that still runs. */
export function setEncodingHeaders(response: Response, file: string) {
  const packing = encodings.find(({ ending }) => file.endsWith(ending))
  if (packing) response.type(extname(file.slice(0, -packing.ending.length))).set('Content-Encoding', packing.coding)
}
