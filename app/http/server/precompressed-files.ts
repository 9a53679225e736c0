// The built files, compressed once at build time and not for every phone: the largest script costs more to compress
// than a page, and gets a tenth smaller if there is time for it. Our own on purpose, on top of Express's static files:
// the middleware for precompressed files fails if the build is removed under a running server
// (docs/decisions/small-libraries.md).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { RequestHandler, Response } from 'express'

/** In order of preference. Browsers offer Brotli over HTTPS only, and village offices serve over plain HTTP. */
const encodings = [
  { coding: 'br', ending: '.br', compress: (bytes: Buffer) => brotliCompressSync(bytes) },
  { coding: 'gzip', ending: '.gz', compress: (bytes: Buffer) => gzipSync(bytes, { level: 9 }) },
]
const isCompressible = new Set(['.js', '.css', '.svg'])
const minBytes = 500

const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])

/** Writes a compressed copy in each encoding beside every file of the folder that is worth it. */
export function precompressFiles(folder: string) {
  for (const file of filesIn(folder)) {
    if (!isCompressible.has(extname(file))) continue
    const bytes = readFileSync(join(folder, file))
    if (bytes.length >= minBytes) for (const { ending, compress } of encodings) writeFileSync(join(folder, file + ending), compress(bytes))
  }
}

const addressesIn = (folder: string) => new Set(filesIn(folder).map((file) => `/${file}`))

/** Passes only requests for files that exist at start on to `serve`: for a page no file is looked up on disk. */
export function onlyFilesOf(folder: string, serve: RequestHandler): RequestHandler {
  const there = addressesIn(folder)
  return (request, response, next) => (there.has(request.path) ? serve(request, response, next) : next())
}

/** Rewrites a request for a file to its compressed copy, if there is one that the browser accepts. The next handler serves it. */
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

/** Sets the type and encoding of a compressed copy when it is sent. Not before: the build may have been removed under a running server. */
export function setEncodingHeaders(response: Response, file: string) {
  const packing = encodings.find(({ ending }) => file.endsWith(ending))
  if (packing) response.type(extname(file.slice(0, -packing.ending.length))).set('Content-Encoding', packing.coding)
}
