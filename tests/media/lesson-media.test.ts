// A lesson shows its photographs in what each phone understands, at addresses that hold for ever, to those who may read it.
import fc from 'fast-check'
import sharp from 'sharp'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { sendRange } from '#app/http/server/ranges.ts'
import { parseRange } from '#app/media/byte-range.ts'
import { nameAsStored, nameVariant } from '#app/media/media-file.ts'
import { readLesson, readLessonMedia } from '#app/modules/learning/learning.server.ts'
import {
  acceptPhotograph,
  deriveVariants,
  readMedia,
  readMediaPart,
  readVariant,
  storeMedia,
  totalMediaBytes,
} from '#app/modules/media/media.server.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { media, mediaVariants } from '#db/schema/media.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { anIllustratedFolder, illustratedFiles } from './a-course.ts'
import { anMp3, anMp4, anOgg, aPdf, aPhotograph } from './makers.ts'

const grants = (role: 'administrator' | 'official') => [{ role, scope: { kind: 'everything' as const } }]
const reader: Viewer = { accountId: 'operator', personId: null, name: '运维', grants: grants('administrator') }

async function aTeaSite() {
  const { folder, remove } = await anIllustratedFolder()
  onTestFinished(remove)
  return aSite({ contentFolder: folder })
}

const all = async (site: TestSite, name: string) => {
  const { size, read } = await readLessonMedia(site, reader, 'tea', name)
  return Buffer.from(await read(0, size))
}

test('a photograph comes in three formats and two widths, with its size, and costs a phone at most 40 kB', async () => {
  const site = await aTeaSite()
  const { html } = await readLesson(site, reader, 'tea', 'first')
  const hash = hashBytes((await illustratedFiles())['stall.jpg'] as Buffer)
  const [picture] = html.match(/<picture>.*?<\/picture>/) ?? []
  expect(picture).toBe(
    `<picture>${['avif', 'webp']
      .map(
        (format) =>
          `<source type="image/${format}" srcset="/media/tea/${nameVariant(hash, format as 'avif', 360)} 360w, /media/tea/${nameVariant(hash, format as 'avif', 720)} 720w" sizes="(min-width: 720px) 680px, 100vw"/>`,
      )
      .join(
        '',
      )}<img src="/media/tea/${nameVariant(hash, 'jpeg', 360)}" width="1200" height="900" alt="摆好的茶摊" loading="lazy" decoding="async"/></picture>`,
  )
  for (const format of ['avif', 'webp', 'jpeg'] as const) {
    const bytes = await all(site, nameVariant(hash, format, 360))
    const { width, height, format: found, exif } = await sharp(bytes).metadata()
    expect({ width, height, found, exif }).toEqual({ width: 360, height: 270, found: format === 'avif' ? 'heif' : format, exif: undefined })
    expect(bytes.length).toBeLessThanOrEqual(40_000)
  }
})

test('sounds and videos say how long they are and what they weigh, and never load by themselves', async () => {
  const site = await aTeaSite()
  const { html } = await readLesson(site, reader, 'tea', 'first')
  const sound = `/media/tea/${nameAsStored(hashBytes(anOgg()), 'audio/ogg')}`
  const video = `/media/tea/${nameAsStored(hashBytes(anMp4()), 'video/mp4')}`
  expect(html).toContain(`<audio src="${sound}" controls="" preload="none"`)
  expect(html).toMatch(
    new RegExp(`<video src="${video}" poster="/media/tea/[0-9a-f]{24}-360-\\d+.jpg" width="640" height="320" controls="" preload="none"`),
  )
  expect(html).toContain('<span>1 秒，不到 0.1 MB</span>')
  expect(html).toContain('<summary>看文字</summary><p>高的放后面，低的放前面。</p>')
  expect((await all(site, sound.split('/').at(-1)!)).equals(anOgg())).toBe(true)
})

test('a video to take along has its kind, length and size, and a name that a person reads', async () => {
  const site = await aTeaSite()
  const { html } = await readLesson(site, reader, 'tea', 'first')
  const address = `/media/tea/${nameAsStored(hashBytes(anMp4()), 'video/mp4')}`
  expect(html).toContain(`<p class="download"><a href="${address}" download="炒茶的视频.mp4">下载：炒茶的视频</a>`)
  expect(html).toMatch(/<span>视频（mp4），<\/span><span>\d+ 秒，不到 0.1 MB<\/span>/)
})

test('a document to take along has its kind and size, and is what its author brought', async () => {
  const site = await aTeaSite()
  const { html } = await readLesson(site, reader, 'tea', 'first')
  const name = nameAsStored(hashBytes(aPdf()), 'application/pdf')
  expect(html).toContain(`<a href="/media/tea/${name}" download="价目表.pdf">下载：价目表</a><span>PDF，</span><span>不到 0.1 MB</span>`)
  expect((await all(site, name)).equals(aPdf())).toBe(true)
})

test('marks are numbers on the photograph and a numbered list', async () => {
  const site = await aTeaSite()
  const { html } = await readLesson(site, reader, 'tea', 'first')
  expect(html).toContain('<i style="left:20%;top:30%" aria-hidden="true">1</i><i style="left:70%;top:60%" aria-hidden="true">2</i>')
  expect(html).toMatch(
    /<ol><li><strong>叶尖<\/strong>\s*<p>要完整。<\/p>\s*<\/li><li><strong>叶梗<\/strong>\s*<p>要嫩。<\/p>\s*<\/li><\/ol>/,
  )
})

test('nothing is served that the course does not have, under another name, or to somebody who may not read the course', async () => {
  const site = await aTeaSite()
  const foreign = await site.write('operator', 'another course', (tx) =>
    storeMedia(tx, { bytes: anMp3(), mediaType: 'audio/mpeg', width: null, height: null, seconds: 1 }),
  )
  const stall = hashBytes((await illustratedFiles())['stall.jpg'] as Buffer)
  for (const name of [
    nameAsStored(foreign, 'audio/mpeg'),
    `${stall.slice(0, 24)}.mp3`,
    `${stall.slice(0, 24)}.jpg`,
    `${stall.slice(0, 24)}-500-1.jpg`,
    `${hashBytes(anOgg()).slice(0, 24)}-360-1.jpg`,
    `${hashBytes(anOgg()).slice(0, 24)}.mp3`,
    '../first.mdx',
    'stall.jpg',
  ])
    await expect(readLessonMedia(site, reader, 'tea', name), name).rejects.toMatchObject({ status: 404 })
  const stranger: Viewer = { accountId: 'x', personId: null, name: '外人', grants: [] }
  await expect(readLessonMedia(site, stranger, 'tea', nameAsStored(hashBytes(anOgg()), 'audio/ogg'))).rejects.toMatchObject({
    status: 404,
  })
})

test('the same bytes are stored once, and are found out if they were changed', async () => {
  const site = await aSite()
  const sound = { bytes: anMp3(), mediaType: 'audio/mpeg' as const, width: null, height: null, seconds: 1 }
  const [one, other] = [0, 1].map(() => site.write('operator', 'a sound', (tx) => storeMedia(tx, sound)))
  expect(await one).toBe(await other)
  expect(await site.read.$count(media)).toBe(1)
  expect(await totalMediaBytes(site, [await one!, await one!])).toBe(anMp3().length)
  expect(await readMediaPart(site, await one!, 4, 9)).toEqual(anMp3().subarray(4, 9))
  expect(await readMediaPart(site, await one!, 4, 9)).toEqual(anMp3().subarray(4, 9))
  await site.write(
    'operator',
    'behind',
    async (tx) =>
      void (await tx
        .update(media)
        .set({ bytes: Buffer.from('x') })
        .where(eq(media.hash, await one!))),
  )
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(readMedia(site, await one!)).rejects.toMatchObject({ status: 409 })
  expect(complaint).toHaveBeenCalledOnce()
  complaint.mockClear()
})

test('a photograph is scaled once, however many phones ask, and again after the cache was emptied', async () => {
  const site = await aSite()
  const photograph = await acceptPhotograph(await aPhotograph(300), { account: 'author', turn: 90, crop: { x: 0, y: 0, w: 1, h: 0.5 } })
  expect(photograph).toMatchObject({ width: 225, height: 150 })
  const hash = await site.write('operator', 'a photograph', (tx) => storeMedia(tx, photograph))
  const many = await Promise.all(Array.from({ length: 8 }, () => readVariant(site, hash, { format: 'webp', width: 720 })))
  expect(many.every((one) => one === many[0])).toBe(true)
  expect((await sharp(many[0]).metadata()).width).toBe(225)
  expect(await site.read.$count(mediaVariants)).toBe(6)
  await site.write('operator', 'empty', async (tx) => void (await tx.delete(mediaVariants)))
  expect(await deriveVariants(site, hash)).toHaveLength(6)
  await expect(readVariant(site, hash, { format: 'webp', width: 500 })).rejects.toMatchObject({ status: 404 })
})

test.each([
  ['outside', { x: 0.6, y: 0, w: 0.6, h: 1 }],
  ['of nothing', { x: 0, y: 0, w: 0.01, h: 0.01 }],
  ['of no number', { x: NaN, y: 0, w: 1, h: 1 }],
] as const)('a crop %s is refused', async (_, crop) => {
  await expect(acceptPhotograph(await aPhotograph(300), { account: 'author', crop })).rejects.toMatchObject({ status: 422 })
})

test.each([
  [null, null],
  ['bytes=0-', { from: 0, to: 100 }],
  ['bytes=10-19', { from: 10, to: 20 }],
  ['bytes=90-200', { from: 90, to: 100 }],
  ['bytes=-5', { from: 95, to: 100 }],
  ['bytes=-500', { from: 0, to: 100 }],
  ['bytes=100-', 'outside'],
  ['bytes=999999999999999-', 'outside'],
  ['bytes=-0', 'outside'],
  ['bytes=20-10', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['bytes=1e3-', null],
  ['lines=0-1', null],
] as const)('the range %s of a hundred bytes is %j', (header, range) => {
  expect(parseRange(header, 100)).toEqual(range)
})

test('parts put together are the whole, whatever a player asks for', async () => {
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 251))
  const content = {
    mediaType: 'audio/mpeg',
    tag: 'x',
    size: bytes.length,
    read: async (from: number, to: number) => bytes.subarray(from, to),
  }
  const ask = (headers: Record<string, string>) => sendRange(new Request('http://tidui.example/a', { headers }), content, {})
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 2999 }), fc.nat({ max: 4000 }), async (from, last) => {
      const answer = await ask({ Range: `bytes=${from}-${from + last}` })
      expect(answer.status).toBe(206)
      expect(answer.headers.get('Content-Range')).toBe(`bytes ${from}-${Math.min(2999, from + last)}/3000`)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(from, from + last + 1))
    }),
    { numRuns: 50 },
  )
  const outside = await ask({ Range: 'bytes=3000-' })
  expect([outside.status, outside.headers.get('Content-Range')]).toEqual([416, 'bytes */3000'])
  expect((await ask({ Range: 'bytes=0-9', 'If-Range': '"another"' })).status).toBe(200)
  expect((await ask({ 'If-None-Match': '"x"' })).status).toBe(304)
})
