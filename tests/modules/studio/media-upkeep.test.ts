// What the server does by itself about media: scaled for phones once published, deleted once nothing names them.
import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { acceptPhotograph, readMediaTotals, storeMedia } from '#app/modules/media/media.server.ts'
import { deleteUnusedMedia, scalePublished } from '#app/modules/studio/media/media-upkeep.server.ts'
import { deleteFile, importCourses, studioMedia } from '#app/modules/studio/studio.server.ts'
import type { Site } from '#app/site.ts'
import { fileRevisions } from '#db/schema/studio.ts'
import { media, mediaVariants } from '#db/schema/media.ts'
import { illustratedFiles } from '#tests/media/a-course.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aCourse, anInstructor } from './makers.ts'

const aDay = 24 * 3_600_000
const hashes = async (site: Site) => (await site.read.select({ hash: media.hash }).from(media)).map(({ hash }) => hash)
const store = async (site: Site, width: number) => {
  const photograph = await acceptPhotograph(await aPhotograph(width), { account: 'author' })
  return site.write('operator', 'a photograph', (tx) => storeMedia(tx, photograph))
}
const toFiles = (files: Record<string, string | Buffer>) => new Map(Object.entries(files).map(([name, file]) => [name, Buffer.from(file)]))

async function aPublishedCourse(site: Site) {
  const [imported] = await importCourses(site, [
    { tier: 'entrepreneur', slug: 'tea', files: toFiles(await illustratedFiles()), problems: [] },
  ])
  expect(imported).toMatchObject({ outcome: 'published' })
}

test('photographs of a published course are scaled before anybody asks, those of drafts are not, and what was left is done next time', async () => {
  const site = await aSite()
  await aPublishedCourse(site)
  const draft = await store(site, 310)
  const done = new Set<string>()
  let turns = 0
  await scalePublished(site, done, () => ++turns === 1)
  expect(await site.read.$count(mediaVariants)).toBe(6)
  expect(done.size).toBe(0)
  await scalePublished(site, done)
  expect(await site.read.$count(mediaVariants)).toBe(12)
  expect(await site.read.$count(mediaVariants, eq(mediaVariants.hash, draft))).toBe(0)
  expect(done.size).toBe(1)
})

test('a photograph whose bytes are damaged keeps no other from being scaled', async () => {
  const site = await aSite()
  await aPublishedCourse(site)
  const [first] = await site.read.select().from(media).where(eq(media.mediaType, 'image/jpeg'))
  await site.write(
    'operator',
    'behind the program',
    async (tx) =>
      void (await tx
        .update(media)
        .set({ bytes: Buffer.from('x') })
        .where(eq(media.hash, first!.hash))),
  )
  const complaints = [vi.spyOn(console, 'error').mockImplementation(() => {}), vi.spyOn(console, 'warn').mockImplementation(() => {})]
  const done = new Set<string>()
  await scalePublished(site, done)
  for (const complaint of complaints) complaint.mockReset()
  expect(await site.read.$count(mediaVariants)).toBe(6)
  expect(done.size).toBe(1)
})

test('media that nothing names are deleted after a day, with what phones got of them', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田禾')
  const versionId = await aCourse(site, author)
  const used = await studioMedia.addMedia(site, author, { versionId, fileName: 'stall.jpg', bytes: await aPhotograph(320) })
  const tried = await studioMedia.addMedia(site, author, { versionId, fileName: 'tried.jpg', bytes: await aPhotograph(330) })
  await deleteFile(site, author, { versionId, name: tried.name })
  await aPublishedCourse(site)
  const named = await hashes(site)
  const unnamed = await store(site, 340)
  await site.write('operator', 'a small one', (tx) =>
    tx.insert(mediaVariants).values({ hash: unnamed, format: 'webp', width: 360, pipeline: '1', bytes: Buffer.from('small') }),
  )
  expect(await deleteUnusedMedia(site)).toBe(0)
  site.clock.forward(aDay + 1000)
  const late = await store(site, 350)
  expect(await deleteUnusedMedia(site)).toBe(1)
  expect(new Set(await hashes(site))).toEqual(new Set([...named, late]))
  expect(await site.read.$count(mediaVariants)).toBe(0)
  // What an author deleted can be brought back: its revision names it.
  expect(await site.read.$count(fileRevisions, eq(fileRevisions.name, tried.name))).toBe(2)
  expect(used.name).toBe('stall.jpg')
})

test('what is brought again counts as brought now', async () => {
  const site = await aSite()
  const hash = await store(site, 340)
  site.clock.forward(aDay + 1000)
  expect(await store(site, 340)).toBe(hash)
  expect(await deleteUnusedMedia(site)).toBe(0)
  expect(await readMediaTotals(site)).toMatchObject({ count: 1 })
})
