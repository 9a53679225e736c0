// Pictures, sounds and videos of a version: what an author brings, and what a phone sends by a QR code.
import sharp from 'sharp'
import { expect, test } from 'vitest'
import {
  addFile,
  bringBack,
  cameraLinks,
  handleMediaForm,
  readFileHistory,
  readFileView,
  studioMedia,
  takeVersionStep,
} from '#app/modules/studio/studio.server.ts'
import { maxOfLink } from '#app/modules/studio/media/camera-links.server.ts'
import { photographForm } from '#app/modules/studio/studio-form.ts'
import { setAccountEnabled } from '#app/modules/accounts/accounts.server.ts'
import { anMp3, anMp4, anOgg, aPdf, aPhotograph, aWebm, bomb, withComment } from '#tests/media/makers.ts'
import { sendMedia } from '#app/http/server/ranges.ts'
import { nameVariant } from '#app/media/media-file.ts'
import { media } from '#db/schema/media.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import type { Refusal } from '#app/refusal.ts'
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
  expect(await add('价目表.pdf', aPdf())).toBe('document-1.pdf')
  expect(await add('map.svg', Buffer.from(svg))).toBe('map.svg')
  await write(site, author, versionId, 'lesson-1.mdx', lessonText.replace('箱子要新的。', '<Figure src="map.svg" alt="一张图" />'))
  const { files, total } = await studioMedia.listVersionMedia(site, author, versionId)
  expect(files.map(({ name, kind, isUsed }) => [name, kind, isUsed])).toEqual([
    ['map.svg', 'drawing', true],
    ['document-1.pdf', 'document', false],
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
  expect(total).toBe(size('photo-1.jpg') + size('film.mp4') + size('say.mp3') + size('sound-1.ogg') + size('document-1.pdf') + svg.length)
})

test.each([
  ['an empty file', Buffer.alloc(0), '空的'],
  ['a page that calls itself a photograph', Buffer.from('<html><script>alert(1)</script></html>'), '照片只收'],
  ['a drawing that runs', Buffer.from(svg.replace('<rect', '<script>alert(1)</script><rect')), 'SVG'],
  ['a drawing that fetches', Buffer.from(svg.replace('<rect', '<image href="http://a.b/c.png"/><rect')), 'SVG'],
  ['a photograph of a billion pixels', bomb(40_000), '打开'],
  ['a picture of a phone that is not opened here', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), '照片只收'],
  ['a document that runs', aPdf({ inObjects: '<< /S /JavaScript /JS (1) >>' }), '程序'],
  ['a document with a file', aPdf({ catalogue: '/Names << /EmbeddedFiles 7 0 R >>' }), '附带的文件'],
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
  // It is looked at and brought back, also once the photograph was deleted.
  const { revisions } = await readFileHistory(site, author, { versionId, name, at: null })
  const [, first] = revisions
  expect(revisions.map(({ kind, length }) => [kind, length])).toEqual([
    ['saved', null],
    ['saved', null],
  ])
  await handleMediaForm(site, author, versionId, { do: 'delete', name }, [])
  const asItWas = await studioMedia.openStudioMedia(site, author, { versionId, name, at: first!.sequence })
  expect(await sharp(Buffer.from(await asItWas.read(0, asItWas.size))).metadata()).toMatchObject({ width: 200, height: 100 })
  await expect(studioMedia.openStudioMedia(site, author, { versionId, name: 'b.jpg', at: first!.sequence })).rejects.toMatchObject({
    status: 404,
  })
  await bringBack(site, author, { versionId, name, sequence: first!.sequence })
  expect((await studioMedia.listVersionMedia(site, author, versionId)).files[0]).toMatchObject({ name, width: 200, height: 100 })
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

test('a preview gets of a photograph what phones get, and what is nobody’s is not there', async () => {
  const { site, author, versionId } = await aVersion()
  await brought(site, author, versionId, 'a.jpg', await aPhotograph())
  const [{ hash } = { hash: '' }] = await site.read.select({ hash: media.hash }).from(media)
  const open = (name: string) => studioMedia.openStudioMedia(site, author, { versionId, name })
  expect((await open(nameVariant(hash, 'webp', 360))).mediaType).toBe('image/webp')
  await expect(open(nameVariant('0'.repeat(64), 'webp', 360))).rejects.toMatchObject({ status: 404 })
  await expect(open('b.jpg')).rejects.toMatchObject({ status: 404 })
})

test('a document is handed over to be stored, never opened here', async () => {
  const { site, author, versionId } = await aVersion()
  const name = await brought(site, author, versionId, 'prices.pdf', aPdf())
  const answer = await sendMedia(
    new Request('http://tidui.example/a'),
    await studioMedia.openStudioMedia(site, author, { versionId, name }),
    'private, no-cache',
  )
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  expect(Buffer.from(await answer.arrayBuffer()).equals(aPdf())).toBe(true)
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
})

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

test('of files that come together, each that can be taken is, and of the others it is said which and why', async () => {
  const { site, author, versionId } = await aVersion()
  const photograph = await aPhotograph(64)
  const page = Buffer.from('<html>')
  const files = [photograph, page, photograph, Buffer.alloc(0)].map((bytes) => ({ fileName: 'image.jpg', bytes }))
  const said = [
    '收下了 2 个，没有收下 2 个。',
    '第 2 个（image.jpg）：照片只收 JPG、PNG、WebP。请用手机拍一张，或截一张图。',
    expect.stringMatching(/^第 4 个（image.jpg）：/) as string,
  ]
  const upload = () => handleMediaForm(site, author, versionId, { do: 'upload' }, files)
  await expect(upload()).rejects.toMatchObject({ status: 422, fields: { file: said } })
  const token = await cameraLinks.openCameraLink(site, author, versionId)
  await expect(cameraLinks.receivePhotographs(site, { token, files })).rejects.toMatchObject({ status: 422, fields: { file: said } })
  expect((await studioMedia.listVersionMedia(site, author, versionId)).files).toHaveLength(4)
  // Two hundred that are wrong do not fill the page.
  const many = Array.from({ length: 200 }, () => ({ fileName: `${'长'.repeat(300)}.gif`, bytes: page }))
  const fault = (await handleMediaForm(site, author, versionId, { do: 'upload' }, many).catch((one: unknown) => one)) as Refusal
  expect(fault.fields.file).toHaveLength(10)
  expect(fault.fields.file?.join('').length).toBeLessThan(1_000)
  // What is not the fault of one file ends it.
  const enough = Array.from({ length: maxOfLink }, () => files[0]!)
  await expect(cameraLinks.receivePhotographs(site, { token, files: enough })).rejects.toThrow(`前面的收下了 ${maxOfLink - 2} 个`)
})

test.each([
  ['as Illustrator begins it', `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">${svg}`, '<!DOCTYPE>'],
  ['with a long remark first', `<!--${'注'.repeat(3_000)}-->${svg.replace('<rect', '<script>1</script><rect')}`, '<script>'],
  ['with names of its own', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', '<svg>'],
])('a drawing %s is refused as a drawing, with what to do', async (_, drawing, what) => {
  const { site, author, versionId } = await aVersion()
  const added = studioMedia.addMedia(site, author, { versionId, fileName: 'map.SVG', bytes: Buffer.from(drawing) })
  await expect(added).rejects.toMatchObject({
    fields: { file: [expect.stringMatching(new RegExp(`^这张 SVG 图不能用：.*${what}.*请改好，或者把它截成图片再放。$`)) as string] },
  })
})

test('who may not write now is told how to write on', async () => {
  const { site, author, other, versionId } = await aVersion()
  const add = () => studioMedia.addMedia(site, author, { versionId, fileName: 'map.svg', bytes: Buffer.from(svg) })
  await archived(site, author, versionId)
  const sentence = '这一版收起来了，不能改。要改，请先把它拿回来。'
  await expect(add()).rejects.toThrow(sentence)
  const look = (viewer: Viewer) => readFileView(site, viewer, { versionId, name: 'lesson-1.mdx' })
  expect((await look(author)).writeFault).toBe(sentence)
  expect((await look(other)).writeFault).toContain('没有交给您写')
})

test('hundreds of files are shown page by page, filtered and sorted by the address', async () => {
  const { site, author, versionId } = await aVersion()
  for (let nth = 1; nth <= 30; nth++) await addFile(site, author, { versionId, name: `map-${nth}.svg`, content: svg })
  await brought(site, author, versionId, 'say.mp3', anMp3())
  await write(site, author, versionId, 'lesson-1.mdx', lessonText.replace('箱子要新的。', '<Figure src="map-7.svg" alt="一张图" />'))
  const page = async (asked: string) => (await studioMedia.readMediaPage(site, author, versionId, new URLSearchParams(asked))).list
  const first = await page('')
  expect([first.total, first.pages, first.rows.length, first.rows[0]?.name]).toEqual([31, 2, 24, 'say.mp3'])
  expect((await page('page=2')).rows.map(({ name }) => name).at(-1)).toBe('map-1.svg')
  expect((await page('used=yes')).rows.map(({ name }) => name)).toEqual(['map-7.svg'])
  expect((await page('kind=sound&used=no')).rows.map(({ name }) => name)).toEqual(['say.mp3'])
  expect((await page('sort=size&dir=desc')).rows[0]?.name).toBe('say.mp3')
})
