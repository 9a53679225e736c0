// What owners send as a picture is one, is opened with measure, and holds nobody else up.
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { processPicture } from '#app/media/pictures.server.ts'
import { submitCheckIn } from '#app/modules/pairings/pairings.server.ts'
import { processVoice } from '#app/modules/shops/files.server.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'

const drawn = () => sharp({ create: { width: 300, height: 200, channels: 3, background: '#2a6' } })
const from = (account: string) => ({ account })

test.each([
  ['JPEG', () => drawn().jpeg().toBuffer()],
  ['PNG', () => drawn().png().toBuffer()],
  ['WebP', () => drawn().webp().toBuffer()],
])('%s becomes a small JPEG', async (_, made) => {
  const { mediaType, bytes } = await processPicture(await made(), from('a'))
  expect(mediaType).toBe('image/jpeg')
  expect((await sharp(bytes).metadata()).format).toBe('jpeg')
})

/** 3 kB that took the server two minutes: shapes within shapes within shapes. */
const hungrySvg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="7000" height="7000"><filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="9"/><feGaussianBlur stdDeviation="90"/></filter><g id="a"><rect width="7000" height="7000" filter="url(#f)"/></g>${Array.from({ length: 9 }, (_, at) => `<g id="${'bcdefghij'[at]}">${`<use xlink:href="#${'abcdefghi'[at]}"/>`.repeat(4)}</g>`).join('')}</svg>`
const webpInName = Buffer.concat([Buffer.from('RIFFaaaaWEBPVP8 '), Buffer.from(hungrySvg)])

test.each([
  ['a drawing', async () => Buffer.from(hungrySvg)],
  ['a drawing with a head before it', async () => Buffer.from(`<?xml version="1.0"?>\n${hungrySvg}`)],
  ['a drawing that begins like WebP', async () => webpInName],
  ['GIF', () => drawn().gif().toBuffer()],
  ['TIFF', () => drawn().tiff().toBuffer()],
  ['AVIF', () => drawn().avif().toBuffer()],
  ['PDF', async () => Buffer.from('%PDF-1.4\n1 0 obj')],
  ['JPEG in its first bytes alone', async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500, 7)])],
  ['nothing', async () => Buffer.alloc(0)],
])('%s is refused at once', async (_, made) => {
  const sent = await made()
  const begun = performance.now()
  await expect(processPicture(sent, from('a'))).rejects.toMatchObject({
    status: 422,
    fields: { picture: [expect.stringMatching(/[\u4e00-\u9fff]/)] },
  })
  expect(performance.now() - begun).toBeLessThan(500)
})

/** A PNG of one colour with so many pixels: kilobytes that unfold to gigabytes. */
function png(width: number, height: number) {
  const crcTable = Array.from(
    { length: 256 },
    (_, n) => Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n) >>> 0,
  )
  const crc = (bytes: Buffer) => (bytes.reduce((c, byte) => crcTable[(c ^ byte) & 255]! ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(content.length)
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(crc(body))
    return Buffer.concat([head, body, tail])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8) // one bit a pixel
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a small file with very many pixels is not opened', async () => {
  const bomb = png(30_000, 30_000)
  const begun = performance.now()
  await expect(processPicture(bomb, from('a'))).rejects.toMatchObject({ status: 422 })
  expect(performance.now() - begun).toBeLessThan(500)
  expect((await sharp((await processPicture(png(3000, 2000), from('a'))).bytes).metadata()).width).toBe(1280)
})

test('while large pictures wait for each other, nothing else waits', async () => {
  const large = png(7000, 7000)
  const waits: number[] = []
  let last = performance.now()
  const beat = setInterval(() => {
    waits.push(performance.now() - last - 5)
    last = performance.now()
  }, 5)
  const sent = await Promise.allSettled(Array.from({ length: 30 }, (_, at) => processPicture(large, from(`owner-${at % 20}`))))
  clearInterval(beat)
  waits.sort((one, other) => one - other)
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(50) // the very longest is measured by the bench, on a machine that does nothing else
  const refused = sent.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as { status: number }).status)
  expect(new Set(refused)).toEqual(new Set([429])) // there is an end to waiting
  expect(sent.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(3)
})

test('nobody’s picture is opened who is not of the pairing', async () => {
  const { site, pairingId, west } = await anActivePairing()
  const stranger = west[1].owner
  await expect(
    submitCheckIn(site, stranger, { pairingId, device: 'phone-one', sequence: 1, contacted: true, picture: Buffer.from(hungrySvg) }),
  ).rejects.toMatchObject({ status: 404 })
})

test.each([
  ['text in two bytes a letter', Buffer.from('\ufeff您好', 'utf16le')],
  ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['a page', Buffer.from('<html>')],
  ['nothing', Buffer.alloc(0)],
])('%s is no voice note', (_, sent) => {
  expect(() => processVoice(sent)).toThrow()
})

test.each([
  ['MP3', [0xff, 0xfb, 0x90, 0], 'audio/mpeg'],
  ['AAC', [0xff, 0xf1, 0x50, 0x80], 'audio/aac'],
])('%s is one', (_, begins, mediaType) => {
  expect(processVoice(Buffer.from(begins)).mediaType).toBe(mediaType)
})
