// What people of a class send along: what is taken of it, how much, and who may see it.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { log } from '#app/log.server.ts'
import { openAttachment, openToClass, prepareFiles, readAttachmentInfo, storeFiles } from '#app/modules/attachments/attachments.server.ts'
import { maxBytesADay, maxFilesADay, maxVoiceBytes } from '#app/modules/attachments/limits.ts'
import { parseLink } from '#app/modules/attachments/link.ts'
import type { Belonging } from '#app/modules/attachments/policy.ts'
import { attachments } from '#db/schema/attachments.ts'
import { anM4a, anMp3, aPhotograph, aWebm, isOgg, withComment } from '#tests/media/makers.ts'
import { aClass, administrator, aStudent } from '#tests/modules/learning/makers.ts'
import { aViewer, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

/** Sends files for a trainee, as a task or a question does. */
async function send(site: TestSite, viewer: Viewer, belonging: Belonging, brought: { picture?: Uint8Array; voice?: Uint8Array }) {
  const files = await prepareFiles(site, viewer, brought)
  return site.write(viewer.accountId, 'test', (tx) => storeFiles(tx, belonging, files))
}

async function aSiteWithAClass() {
  const site = await aSite()
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  return { site, cohortId, student, belonging: { cohortId, personId: student.personId } }
}

const instructorOf = (cohortId: string) => aViewer('instructor', { kind: 'cohort', id: cohortId })
const readAll = async (site: TestSite, viewer: Viewer, id: string | null) => {
  const { size, read, mediaType } = await openAttachment(site, viewer, id ?? '')
  return { mediaType, bytes: Buffer.from(await read(0, size)) }
}

test('a photograph is encoded anew, without its place, and small enough for a phone', async () => {
  const { site, student, belonging } = await aSiteWithAClass()
  const { pictureId } = await send(site, student, belonging, { picture: withComment(await aPhotograph(3000, 'jpeg', { place: true })) })
  const { mediaType, bytes } = await readAll(site, student, pictureId)
  expect(mediaType).toBe('image/jpeg')
  expect(bytes.includes('Exif')).toBe(false)
  expect(bytes.includes('script')).toBe(false)
  const { default: sharp } = await import('sharp')
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 1280 })
})

test('a recording is known by what it contains, and plays on every phone', async () => {
  const { site, student, belonging } = await aSiteWithAClass()
  for (const voice of [aWebm(), anMp3(), anM4a()]) {
    const { voiceId } = await send(site, student, belonging, { voice })
    expect((await readAttachmentInfo(site, [voiceId])).get(voiceId ?? '')).toMatchObject({
      isVoice: true,
      seconds: expect.any(Number) as number,
    })
  }
  const { voiceId } = await send(site, student, belonging, { voice: aWebm() })
  expect(isOgg((await readAll(site, student, voiceId)).bytes)).toBe(true)
})

test('what is no photograph and no recording is refused at its field, whatever it is called', async () => {
  const { site, student, belonging } = await aSiteWithAClass()
  const hostile = [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    Buffer.from('<!doctype html><script>alert(1)</script>'),
    Buffer.from('%PDF-1.7 %âãÏÓ'),
    Buffer.from('#!AMR\n'),
    Buffer.from('PK\x03\x04'),
    Buffer.from([0xff, 0xd8, 0xff]),
    Buffer.from('OggS'),
    Buffer.from('\x1a\x45\xdf\xa3', 'latin1'),
    ...readdirSync('tests/cases/field').map((file) => readFileSync(`tests/cases/field/${file}`)),
  ]
  for (const bytes of hostile) {
    await expect(send(site, student, belonging, { picture: bytes })).rejects.toMatchObject({
      status: 422,
      fields: { picture: [expect.any(String)] },
    })
    await expect(send(site, student, belonging, { voice: bytes })).rejects.toMatchObject({
      status: 422,
      fields: { voice: [expect.any(String)] },
    })
  }
  await expect(send(site, student, belonging, { voice: await aPhotograph(600) })).rejects.toMatchObject({ status: 422 })
  await expect(send(site, student, belonging, { picture: anMp3() })).rejects.toMatchObject({ status: 422 })
  expect(await site.read.$count(attachments)).toBe(0)
})

test('a recording of more than two minutes, or too large, is refused with what to do', async () => {
  const { site, student, belonging } = await aSiteWithAClass()
  const tooLong = anMp3({ frames: 5300 })
  await expect(send(site, student, belonging, { voice: tooLong })).rejects.toMatchObject({
    fields: { voice: [expect.stringMatching('最多 2 分钟')] },
  })
  const tooLarge = Buffer.concat([anMp3(), Buffer.alloc(2 * maxVoiceBytes)])
  await expect(send(site, student, belonging, { voice: tooLarge })).rejects.toMatchObject({
    fields: { voice: [expect.stringMatching('最多 2.5 MB')] },
  })
})

test('a day has a limit of files and of bytes; the next one begins anew', async () => {
  const { site, student, belonging, cohortId } = await aSiteWithAClass()
  const file = { mediaType: 'audio/mpeg', seconds: 1, bytes: Buffer.alloc(10) } as const
  for (let i = 0; i < maxFilesADay; i++)
    await site.write(student.accountId, 'test', (tx) => storeFiles(tx, belonging, { picture: null, voice: file }))
  await expect(send(site, student, belonging, { voice: anMp3() })).rejects.toMatchObject({ status: 429 })
  const other = await aStudent(site, cohortId)
  const large = { ...file, bytes: Buffer.alloc(maxBytesADay) }
  await site.write(other.accountId, 'test', (tx) => storeFiles(tx, belonging, { picture: null, voice: large }))
  await expect(send(site, other, belonging, { voice: anMp3() })).rejects.toMatchObject({ status: 429 })
  site.clock.forward(24 * 60 * 60_000)
  await send(site, student, belonging, { voice: anMp3() })
})

test('its sender sees it, and whoever teaches her class; nobody else', async () => {
  const { site, student, belonging, cohortId } = await aSiteWithAClass()
  const { voiceId } = await send(site, student, belonging, { voice: anMp3() })
  for (const viewer of [student, administrator, instructorOf(cohortId)])
    expect((await readAll(site, viewer, voiceId)).bytes.length).toBeGreaterThan(0)
  const neighbour = await aStudent(site, cohortId)
  const otherClass = await aClass(site, 2)
  for (const viewer of [neighbour, instructorOf(otherClass), anOfficer, aViewer('instructor', { kind: 'own' })])
    await expect(openAttachment(site, viewer, voiceId ?? '')).rejects.toMatchObject({ status: 404 })
})

test('what is opened to a class everybody in it may hear, and nobody of another', async () => {
  const { site, student, belonging, cohortId } = await aSiteWithAClass()
  const { voiceId } = await send(site, instructorOf(cohortId), belonging, { voice: anMp3() })
  const neighbour = await aStudent(site, cohortId)
  const stranger = await aStudent(site, await aClass(site, 2))
  await expect(openAttachment(site, neighbour, voiceId ?? '')).rejects.toMatchObject({ status: 404 })
  await site.write('test', 'test', (tx) => openToClass(tx, voiceId ?? ''))
  for (const viewer of [student, neighbour]) expect((await openAttachment(site, viewer, voiceId ?? '')).mediaType).toBe('audio/mpeg')
  await expect(openAttachment(site, stranger, voiceId ?? '')).rejects.toMatchObject({ status: 404 })
})

test('bytes that were changed behind the program are not served, and the log says so', async () => {
  vi.spyOn(log, 'error').mockImplementation(() => undefined)
  const { site, student, belonging } = await aSiteWithAClass()
  const { voiceId } = await send(site, student, belonging, { voice: anMp3() })
  await site.write('test', 'test', async (tx) => void (await tx.update(attachments).set({ bytes: Buffer.from('other') })))
  await expect(openAttachment(site, student, voiceId ?? '')).rejects.toMatchObject({ status: 409 })
})

test('an address is taken out of what an app copies beside it', () => {
  expect(parseLink('https://shop.example.com/item?id=61')).toEqual({ link: 'https://shop.example.com/item?id=61' })
  expect(parseLink('【高山绿茶】https://m.example.com/h.x7 「点击链接」')).toEqual({ link: 'https://m.example.com/h.x7' })
})

test.each([
  'http://shop.example.com/',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://user:word@shop.example.com/',
  'https://localhost/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://0x7f.1/',
  'https://printer.local/',
  'shop.example.com',
  '我的店',
  '',
  `https://shop.example.com/${'a'.repeat(600)}`,
])('%s is no address of a shop', (pasted) => {
  expect(parseLink(pasted)).toEqual({ fault: expect.stringMatching(/[。]$/) as string })
})
