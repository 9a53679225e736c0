// Pictures, sounds and videos of a version: what an author brings, and what a phone sends by a QR code.
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cameraLinks, studioMedia, takeVersionStep } from '#app/modules/studio/studio.server.ts'
import { maxOfLink } from '#app/modules/studio/media/camera-links.server.ts'
import { photographForm } from '#app/modules/studio/studio-form.ts'
import { setAccountEnabled } from '#app/modules/accounts/accounts.server.ts'
import { anMp3, anMp4, anOgg, aPhotograph, aWebm, bomb, withComment } from '#tests/media/makers.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { aCourse, anInstructor, lessonText, now, write } from './makers.ts'

async function aVersion() {
  const site = await aSite()
  const [author, other] = [await anInstructor(site, '田作'), await anInstructor(site, '向看')]
  return { site, author, other, versionId: await aCourse(site, author) }
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#000"/></svg>'
const brought = async (site: TestSite, viewer: Viewer, versionId: string, fileName: string, bytes: Buffer) =>
  (await studioMedia.addMedia(site, viewer, { versionId, fileName, bytes })).name

test('what is brought gets a name that says what it is, and never takes the place of another', async () => {
  const { site, author, versionId } = await aVersion()
  const add = (fileName: string, bytes: Buffer) => brought(site, author, versionId, fileName, bytes)
  const photograph = await aPhotograph()
  expect(await add('Tea Box.JPG', photograph)).toBe('tea-box.jpg')
  expect(await add('Tea Box.JPG', photograph)).toBe('tea-box-2.jpg')
  expect(await add('IMG_20190304.jpg', photograph)).toBe('photo-1.jpg')
  expect(await add('../../茶叶.jpg', photograph)).toBe('photo-2.jpg')
  expect(await add('recording', aWebm())).toBe('sound-1.ogg')
  expect(await add('say.mp3', anMp3())).toBe('say.mp3')
  expect(await add('film.mp4', anMp4())).toBe('film.mp4')
  expect(await add('map.svg', Buffer.from(svg))).toBe('map.svg')
  await write(site, author, versionId, 'lesson-1.mdx', lessonText.replace('箱子要新的。', '<Figure src="map.svg" alt="一张图" />'))
  const { files, total } = await studioMedia.listVersionMedia(site, author, versionId)
  expect(files.map(({ name, kind, isUsed }) => [name, kind, isUsed])).toEqual([
    ['map.svg', 'drawing', true],
    ['film.mp4', 'video', false],
    ['say.mp3', 'sound', false],
    ['sound-1.ogg', 'sound', false],
    ['photo-2.jpg', 'photograph', false],
    ['photo-1.jpg', 'photograph', false],
    ['tea-box-2.jpg', 'photograph', false],
    ['tea-box.jpg', 'photograph', false],
  ])
  const size = (name: string) => files.find((file) => file.name === name)!.size
  // The same photograph is stored once.
  expect(total).toBe(size('photo-1.jpg') + size('film.mp4') + size('say.mp3') + size('sound-1.ogg') + svg.length)
})

test.each([
  ['an empty file', Buffer.alloc(0), '空的'],
  ['a page that calls itself a photograph', Buffer.from('<html><script>alert(1)</script></html>'), '照片只收'],
  ['a drawing that runs', Buffer.from(svg.replace('<rect', '<script>alert(1)</script><rect')), 'SVG'],
  ['a drawing that fetches', Buffer.from(svg.replace('<rect', '<image href="http://a.b/c.png"/><rect')), 'SVG'],
  ['a photograph of a billion pixels', bomb(40_000), '打开'],
  ['a picture of a phone that is not opened here', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), '照片只收'],
  ['a ZIP', Buffer.from('PK\x03\x04'), '照片只收'],
])('refused: %s', async (_, bytes, sentence) => {
  const { site, author, versionId } = await aVersion()
  const fault = (await studioMedia.addMedia(site, author, { versionId, fileName: 'a.jpg', bytes }).catch((one: unknown) => one)) as {
    status: number
    message: string
    fields: Record<string, string[]>
  }
  expect(fault.status).toBe(422)
  expect([fault.message, ...Object.values(fault.fields).flat()].join('')).toContain(sentence)
  expect((await studioMedia.listVersionMedia(site, author, versionId)).files).toEqual([])
})

test('a photograph that is a page too is only a photograph afterwards', async () => {
  const { site, author, versionId } = await aVersion()
  const name = await brought(site, author, versionId, 'a.jpg', withComment(await aPhotograph()))
  const { read, size, mediaType } = await studioMedia.openStudioMedia(site, author, { versionId, name })
  expect(mediaType).toBe('image/jpeg')
  expect(Buffer.from(await read(0, size)).includes('<script>')).toBe(false)
})

test('a photograph is turned, then cropped, and what it was stays a revision', async () => {
  const { site, author, versionId } = await aVersion()
  const half = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#f00' } })
    .composite([{ input: { create: { width: 100, height: 100, channels: 3, background: '#00f' } }, left: 100, top: 0 }])
    .jpeg()
    .toBuffer()
  const name = await brought(site, author, versionId, 'half.jpg', half)
  const edit = photographForm.parse({ turn: '90', left: '0', right: '0', top: '50', bottom: '0' })
  await studioMedia.editPhotograph(site, author, { versionId, name, ...edit })
  const [file] = (await studioMedia.listVersionMedia(site, author, versionId)).files
  expect([file!.width, file!.height]).toEqual([100, 100])
  const { read, size } = await studioMedia.openStudioMedia(site, author, { versionId, name })
  const { dominant } = await sharp(Buffer.from(await read(0, size))).stats()
  expect(dominant.b).toBeGreaterThan(200) // the right half came to the bottom
  expect(photographForm.safeParse({ turn: '0', left: '60', right: '60', top: '0', bottom: '0' }).success).toBe(false)
})

test('only who writes the course changes its media; all who write may look', async () => {
  const { site, author, other, versionId } = await aVersion()
  const name = await brought(site, author, versionId, 'a.jpg', await aPhotograph())
  for (const work of [
    studioMedia.addMedia(site, other, { versionId, fileName: 'b.jpg', bytes: await aPhotograph() }),
    studioMedia.editPhotograph(site, other, { versionId, name, turn: 90 }),
    cameraLinks.openCameraLink(site, other, versionId),
  ])
    await expect(work).rejects.toMatchObject({ status: 403 })
  expect((await studioMedia.openStudioMedia(site, other, { versionId, name })).mediaType).toBe('image/jpeg')
  const nobody: Viewer = { ...other, grants: [] }
  await expect(studioMedia.openStudioMedia(site, nobody, { versionId, name })).rejects.toMatchObject({ status: 404 })
  await expect(studioMedia.listVersionMedia(site, nobody, versionId)).rejects.toMatchObject({ status: 404 })
  await expect(studioMedia.openStudioMedia(site, author, { versionId, name: 'course.yaml' })).rejects.toMatchObject({ status: 404 })
})

test('a phone sends photographs for a quarter of an hour, as its author, without seeing anything else', async () => {
  const { site, author, versionId } = await aVersion()
  const token = await cameraLinks.openCameraLink(site, author, versionId)
  expect(token).toMatch(/^[0-9a-f]{40}$/) // nothing that an address loses
  expect(await cameraLinks.readCameraLink(site, token)).toMatchObject({ title: '打包', received: 0 })
  const photograph = await aPhotograph()
  const two = [1, 2].map((nth) => ({ fileName: `IMG_${nth}.jpg`, bytes: photograph }))
  expect(await cameraLinks.receivePhotographs(site, { token, files: two })).toBe(2)
  expect((await studioMedia.listVersionMedia(site, author, versionId)).files.map(({ name }) => name)).toEqual([
    'photo-2.jpg',
    'photo-1.jpg',
  ])
  expect(await cameraLinks.findOpenCameraLink(site, author, versionId)).toMatchObject({ token, received: 2 })
  site.clock.forward(15 * 60_000)
  const over = { status: 404, message: expect.stringContaining('过了时间') as string }
  await expect(cameraLinks.readCameraLink(site, token)).rejects.toMatchObject(over)
  await expect(cameraLinks.receivePhotographs(site, { token, files: two })).rejects.toMatchObject(over)
  await expect(cameraLinks.requireCameraLink(site, token)).rejects.toMatchObject(over)
  expect(await cameraLinks.findOpenCameraLink(site, author, versionId)).toBeNull()
})

test('an address takes photographs only, in a number, and none once it is closed or another one is opened', async () => {
  const { site, author, versionId } = await aVersion()
  const files = [{ fileName: 'a.jpg', bytes: await aPhotograph(64) }]
  const first = await cameraLinks.openCameraLink(site, author, versionId)
  const token = await cameraLinks.openCameraLink(site, author, versionId)
  await expect(cameraLinks.receivePhotographs(site, { token: first, files })).rejects.toMatchObject({ status: 404 })
  for (const bytes of [Buffer.from(svg), anMp3(), anOgg(), anMp4(), Buffer.from('<html>'), Buffer.alloc(0)])
    await expect(cameraLinks.receivePhotographs(site, { token, files: [{ fileName: 'a.jpg', bytes }] })).rejects.toMatchObject({
      status: 422,
    })
  await expect(cameraLinks.receivePhotographs(site, { token, files: [] })).rejects.toMatchObject({ status: 422 })
  await cameraLinks.receivePhotographs(site, { token, files: Array.from({ length: maxOfLink }, () => files[0]!) })
  await expect(cameraLinks.receivePhotographs(site, { token, files })).rejects.toMatchObject({ status: 429 })
  await cameraLinks.closeCameraLink(site, author, versionId)
  await expect(cameraLinks.readCameraLink(site, token)).rejects.toMatchObject({ status: 404 })
  await expect(cameraLinks.readCameraLink(site, 'x')).rejects.toMatchObject({ status: 404 })
}, 60_000)

test('two phones at once: both photographs come, each under its own name', async () => {
  const { site, author, versionId } = await aVersion()
  const token = await cameraLinks.openCameraLink(site, author, versionId)
  const files = [{ fileName: 'a.jpg', bytes: await aPhotograph(64) }]
  await Promise.all([cameraLinks.receivePhotographs(site, { token, files }), cameraLinks.receivePhotographs(site, { token, files })])
  expect((await studioMedia.listVersionMedia(site, author, versionId)).files.map(({ name }) => name).sort()).toEqual([
    'photo-1.jpg',
    'photo-2.jpg',
  ])
  expect(await cameraLinks.findOpenCameraLink(site, author, versionId)).toMatchObject({ received: 2 })
})

test('what the author may no longer do, her phone may no longer do either', async () => {
  const { site, author, versionId } = await aVersion()
  const token = await cameraLinks.openCameraLink(site, author, versionId)
  const files = [{ fileName: 'a.jpg', bytes: await aPhotograph(64) }]
  await archived(site, author, versionId)
  await expect(cameraLinks.receivePhotographs(site, { token, files })).rejects.toMatchObject({ status: 409 })
  await setAccountEnabled(site, anAdmin, { accountId: author.accountId, enabled: false })
  await expect(cameraLinks.receivePhotographs(site, { token, files })).rejects.toMatchObject({ status: 404 })
})

async function archived(site: TestSite, viewer: Viewer, versionId: string) {
  const { version } = await now(site, viewer, versionId)
  await takeVersionStep(site, viewer, { versionId, step: 'archive', entered: { version: String(version), reason: '先放一放' } })
}
