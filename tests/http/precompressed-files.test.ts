// Built files are packed once, and each browser gets what it can unpack.
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { onlyFilesOf, servePrecompressed, precompressFiles, setEncodingHeaders } from '#app/http/server/precompressed-files.ts'

const script = 'const letters = "abcdefghij";\n'.repeat(100)

/** A server over a folder that was packed, and what it answers, as it comes over the wire. */
async function aServer() {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-packed-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/page.js'), script)
  writeFileSync(join(folder, 'assets/small.css'), 'p{margin:0}')
  precompressFiles(folder)
  const server = express()
    .use(servePrecompressed(folder))
    .use(express.static(folder, { setHeaders: setEncodingHeaders }))
    .listen(0, '127.0.0.1')
  onTestFinished(() => (server.close(), rmSync(folder, { recursive: true, force: true })))
  await once(server, 'listening')
  const ask = (path: string, encoding?: string) =>
    new Promise<{
      status?: number | undefined
      type?: string | undefined
      encoding?: string | undefined
      vary?: string | undefined
      body: Buffer
    }>((resolve) => {
      get(
        {
          host: '127.0.0.1',
          port: (server.address() as AddressInfo).port,
          path,
          agent: false,
          headers: encoding ? { 'accept-encoding': encoding } : {},
        },
        (answer) => {
          const pieces: Buffer[] = []
          answer.on('data', (piece: Buffer) => void pieces.push(piece))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode,
              type: answer.headers['content-type'],
              encoding: answer.headers['content-encoding'],
              vary: answer.headers.vary,
              body: Buffer.concat(pieces),
            }),
          )
        },
      )
    })
  return { ask, folder }
}

test('over HTTPS a browser gets Brotli, over plain HTTP gzip, an old program the file itself; all know what it is', async () => {
  const { ask } = await aServer()
  const [brotli, gzip, plain] = await Promise.all([
    ask('/assets/page.js?v=2', 'gzip, deflate, br, zstd'),
    ask('/assets/page.js', 'gzip, deflate'),
    ask('/assets/page.js'),
  ])
  expect([brotli.encoding, gzip.encoding, plain.encoding]).toEqual(['br', 'gzip', undefined])
  for (const { status, type, vary } of [brotli, gzip, plain])
    expect([status, type, vary]).toEqual([200, expect.stringContaining('javascript'), 'Accept-Encoding'])
  expect([brotliDecompressSync(brotli.body), gunzipSync(gzip.body), plain.body].map(String)).toEqual([script, script, script])
})

test('what a browser says it cannot unpack, or would rather not, it does not get', async () => {
  const { ask } = await aServer()
  const answers = await Promise.all(['gzip, br;q=0', 'gzip;q=0', 'gzip;q=0, *', 'brotli'].map((offered) => ask('/assets/page.js', offered)))
  expect(answers.map(({ encoding }) => encoding)).toEqual(['gzip', undefined, 'br', undefined])
})

test('what is too small stays as it is, and what is not there is not there', async () => {
  const { ask } = await aServer()
  expect(await ask('/assets/small.css', 'br')).toMatchObject({ status: 200, encoding: undefined })
  expect(await ask('/assets/gone.js', 'br')).toMatchObject({ status: 404 })
})

test('where another build has taken the place of the one that is served, what is gone is not there either', async () => {
  const { ask, folder } = await aServer()
  rmSync(join(folder, 'assets'), { recursive: true })
  expect(await ask('/assets/page.js', 'br')).toMatchObject({ status: 404, encoding: undefined })
})

test('who serves files is asked for those that are there, packed ones included, and for nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-packed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/page.js'), script)
  precompressFiles(folder)
  const asked: string[] = []
  const serve = onlyFilesOf(folder, ({ path }) => void asked.push(path))
  const passedOn: string[] = []
  for (const path of ['/assets/page.js', '/assets/page.js.br', '/assets/none.js', '/exams/1', '/', '/../package.json'])
    serve({ path } as express.Request, {} as express.Response, () => void passedOn.push(path))
  expect(asked).toEqual(['/assets/page.js', '/assets/page.js.br'])
  expect(passedOn).toEqual(['/assets/none.js', '/exams/1', '/', '/../package.json'])
})
