// A course leaves the studio and comes back byte for byte the same, as a folder and as a ZIP; what is hostile or damaged is refused whole.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import {
  addFile,
  beginVersion,
  changeAuthor,
  exportVersion,
  findVersionToExport,
  importCourses,
  importShipped,
  listStudioCourses,
  readCoursesAt,
  courseZip,
  readStudioCourse,
  writeCourseFolder,
} from '#app/modules/studio/studio.server.ts'
import { acceptPhotograph, acceptSound, storeMedia } from '#app/modules/media/media.server.ts'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { anMp3, aPdf, aPhotograph } from '#tests/media/makers.ts'

import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, bankText, lessonText, write } from './makers.ts'

function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-exchange-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const arrangement = `title: 打包\nsummary: 学完会打包。\nhours: 8\nlessons:\n  - lesson-1\nexam:\n  single: 6\n  multiple: 2\n  trueFalse: 2\n  minutes: 30\n  passMark: 60\n`
const filesOf = (more: Record<string, string | Buffer> = {}): Map<string, Buffer> =>
  new Map(
    Object.entries({ 'course.yaml': arrangement, 'lesson-1.mdx': lessonText, 'questions.yaml': bankText, ...more }).map(
      ([name, content]) => [name, Buffer.from(content as string)],
    ),
  )
const coming = (files: Map<string, Buffer>, slug = 'pack-boxes') => ({ tier: 'entrepreneur' as const, slug, files, problems: [] })

async function exported(site: TestSite, slug = 'pack-boxes', ordinal: number | null = null) {
  const leaving = await exportVersion(site, anAdmin, await findVersionToExport(site, anAdmin, { slug, ordinal }))
  const files = new Map<string, Buffer>()
  for await (const { name, bytes } of leaving.bytes()) files.set(name, bytes)
  return { ...leaving, files }
}

async function zipped(leaving: Parameters<typeof courseZip.writeCourseZip>[0]) {
  const chunks: Uint8Array[] = []
  for await (const chunk of courseZip.writeCourseZip(leaving)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const zipOf = (files: Record<string, string | Uint8Array>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])),
    ),
  )

test('whatever its texts are, a course comes back byte for byte, through a ZIP on another site', async () => {
  const [here, there] = [await aSite(), await aSite()]
  const line = fc
    .array(fc.constantFrom('田', '茶', '𠮷', 'é', 'e\u0301', ' ', '　', '\u3000', 'a', '\t', '“', '1', '\u2028', '👩‍🌾'), { maxLength: 12 })
    .map((parts) => parts.join(''))
  let [nth, valid] = [0, 0]
  await fc.assert(
    fc.asyncProperty(line, line, fc.constantFrom('\n', '\r\n'), fc.boolean(), async (typed, other, end, hasMark) => {
      const slug = `course-${++nth}`
      const texts = filesOf({
        'course.yaml': `${hasMark ? '\uFEFF' : ''}${arrangement}# ${typed}\n`,
        'lesson-1.mdx': lessonText.replace('箱子要新的。', `箱子要新的。${other}a`).replaceAll('\n', end),
      })
      const [taken] = await importCourses(here, [coming(texts, slug)])
      if (taken!.outcome === 'invalid') return // not every text is a course
      const first = await exported(here, slug)
      expect(first.files).toEqual(texts)
      expect(await importCourses(there, await courseZip.readCourseZip(await zipped(first), 'any.zip'))).toMatchObject([
        { slug, outcome: 'published' },
      ])
      expect((await exported(there, slug)).files).toEqual(texts)
      valid++
    }),
    { numRuns: 40 },
  )
  expect(valid).toBeGreaterThan(15)
})

test('photographs and sounds leave with the lessons that show them; what no lesson shows stays behind and is named', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const add = async (name: string, media: Parameters<typeof storeMedia>[1]) => {
    const mediaHash = await site.write(author.accountId, 'add', (tx) => storeMedia(tx, media))
    await addFile(site, author, { versionId, name, mediaHash })
    return media.bytes
  }
  const photograph = await add('box.jpg', await acceptPhotograph(await aPhotograph(), { account: 'a' }))
  await add('spare.mp3', acceptSound(anMp3()))
  await addFile(site, author, { versionId, name: 'old-lesson.mdx', content: lessonText })
  await write(site, author, versionId, 'lesson-1.mdx', lessonText.replace('箱子要新的。', '<Figure src="box.jpg" alt="一个新箱子" />'))
  const { files, used, unused } = await exported(site)
  expect(used).toEqual(['box.jpg', 'course.yaml', 'lesson-1.mdx', 'questions.yaml'])
  expect(unused).toEqual(['old-lesson.mdx', 'spare.mp3'])
  expect(files.get('box.jpg')!.equals(photograph)).toBe(true)
  expect(await listAccess(site, { kind: 'export' })).toMatchObject([{ what: 'course pack-boxes version 1' }])

  const other = await aSite()
  const zip = await zipped(await exported(site))
  expect(await importCourses(other, await courseZip.readCourseZip(zip, 'a.zip'))).toMatchObject([{ outcome: 'published', ordinal: 1 }])
  const back = await exported(other)
  expect(back.files).toEqual(files)
  expect(await zipped({ ...back, at: (await exported(site)).at })).toEqual(zip)
})

test('what the studio has written is a version there already when it comes back; what it changed is not overwritten', async () => {
  const site = await aSite()
  await importShipped(site)
  const author = await anInstructor(site, '田作')
  const [line] = await listStudioCourses(site, anAdmin)
  const slug = line!.slug
  const shipped = await exported(site, slug)
  await changeAuthor(site, anAdmin, {
    courseId: (await readStudioCourse(site, anAdmin, slug)).id,
    accountId: author.accountId,
    isAuthor: true,
  })
  const versionId = await beginVersion(site, author, { versionId: line!.published!.id })
  await write(
    site,
    author,
    versionId,
    'course.yaml',
    shipped.files
      .get('course.yaml')!
      .toString()
      .replace(/^title: .*$/m, 'title: 新课名'),
  )
  const written = await exported(site, slug, 2)
  expect(written.files.get('course.yaml')!.toString()).toContain('title: 新课名')
  const again = (files: Map<string, Buffer>) =>
    importCourses(site, [{ tier: line!.tier, slug, files, problems: [] }], { origin: 'imported' })
  expect(await again(written.files)).toMatchObject([{ outcome: 'known', ordinal: 2 }])
  expect(await again(shipped.files)).toMatchObject([{ outcome: 'known', ordinal: 1 }])
  const changed = new Map(shipped.files).set('course.yaml', Buffer.from(shipped.files.get('course.yaml')!.toString() + '# 改过\n'))
  expect(
    await importCourses(site, [{ tier: line!.tier, slug, files: changed, problems: [] }], { isTried: true, origin: 'imported' }),
  ).toMatchObject([{ outcome: 'waiting', ordinal: null }])
  expect((await readStudioCourse(site, anAdmin, slug)).versions).toHaveLength(2)
  expect(await again(changed)).toMatchObject([{ outcome: 'waiting', ordinal: 3 }])
  expect((await readStudioCourse(site, anAdmin, slug)).versions.map(({ state, origin }) => [state, origin])).toEqual([
    ['draft', 'imported'],
    ['draft', 'written'],
    ['published', 'shipped'],
  ])
})

test('a folder may hold one course, a tier, or all; and is written where nothing is yet', async () => {
  const site = await aSite()
  await importCourses(site, [coming(filesOf())])
  const out = aFolder()
  const folder = await writeCourseFolder(out, await exported(site))
  expect(folder).toBe(join(out, 'entrepreneur/pack-boxes'))
  expect(new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))).toEqual(filesOf())
  for (const path of [out, join(out, 'entrepreneur'), folder])
    expect(await readCoursesAt(path)).toEqual([{ ...coming(filesOf()), problems: [] }])
  await expect(writeCourseFolder(out, await exported(site))).rejects.toThrow('已经有东西了')
  await expect(writeCourseFolder(folder, await exported(site))).rejects.toThrow('已经有东西了')
  expect(await importCourses(await aSite(), await readCoursesAt(folder))).toMatchObject([{ outcome: 'published' }])
})

test('a file that no course may have is named, and nothing of its course is taken', async () => {
  const folder = join(aFolder(), 'entrepreneur/pack-boxes')
  mkdirSync(join(folder, 'more'), { recursive: true })
  for (const [name, bytes] of filesOf()) writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, 'Virus.exe'), 'MZ')
  const site = await aSite()
  const [taken] = await importCourses(site, await readCoursesAt(folder))
  expect(taken!.outcome).toBe('invalid')
  expect(taken!.problems.map(({ file }) => file)).toEqual(['Virus.exe', 'more'])
  expect(await listStudioCourses(site, anAdmin)).toEqual([])
})

const course = { 'course.yaml': arrangement, 'lesson-1.mdx': lessonText, 'questions.yaml': bankText }
const inFolder = (folder: string, files: Record<string, string | Uint8Array> = course) =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]))

test('a ZIP may lie deeper, be without a tier for a course that is known, and carry what systems add', async () => {
  const site = await aSite()
  const take = async (zip: Buffer, name = 'x.zip') => importCourses(site, await courseZip.readCourseZip(zip, name))
  expect(await take(zipOf(inFolder('pack-boxes')))).toMatchObject([
    { outcome: 'invalid', problems: [{ reason: expect.stringContaining('给谁学') as string }] },
  ])
  const added = { '__MACOSX/content/._x': 'x', 'content/.DS_Store': 'x', 'content/entrepreneur/pack-boxes/.git': 'x' }
  expect(await take(zipOf({ ...inFolder('content/entrepreneur/pack-boxes'), ...added }))).toMatchObject([{ outcome: 'published' }])
  expect(await take(zipOf(inFolder('pack-boxes')))).toMatchObject([{ outcome: 'known', tier: 'entrepreneur' }])
  expect(await take(zipOf(course), 'pack-boxes.zip')).toMatchObject([{ outcome: 'known' }])
  expect(await courseZip.readCourseZip(zipOf({ 'readme.txt': 'x' }), 'x.zip')).toEqual([])
})

/** A name of the same length put in place of another, as no archiver would. */
const renamed = (zip: Buffer, from: string, to: string) => Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')

test.each([
  ['empty', Buffer.alloc(0), '空的'],
  ['no ZIP', Buffer.from('course.yaml'), '不是 ZIP'],
  ['a ZIP behind a picture', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), zipOf(inFolder('entrepreneur/a'))]), '不是 ZIP'],
  ['cut off', zipOf(inFolder('entrepreneur/a')).subarray(0, 400), '坏了'],
  ['leads outside', renamed(zipOf(inFolder('entrepreneur/aaa')), 'entrepreneur/aaa', '../../../../../aaa'.slice(0, 16)), '坏了'],
  ['leads outside in escapes', zipOf(inFolder('%2e%2e/%2e%2e/entrepreneur/a')), '坏了'],
  ['leads outside with backslashes', zipOf(inFolder('..\\..\\entrepreneur\\a')), '坏了'],
  ['absolute', zipOf(inFolder('/etc/entrepreneur/a')), '坏了'],
  ['of a drive', zipOf(inFolder('c:/entrepreneur/a')), '坏了'],
  ['the same name twice', zipOf({ ...inFolder('entrepreneur/a'), 'entrepreneur/a/Course.yaml': 'x' }), '坏了'],
  [
    'too many files',
    zipOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, nth) => [`entrepreneur/a/l${nth}.mdx`, '']))),
    '大得不正常',
  ],
  ['a bomb', zipOf({ ...inFolder('entrepreneur/a'), 'entrepreneur/a/big.mp4': new Uint8Array(60_000_000) }), '大得不正常'],
  [
    'many small bombs',
    zipOf(Object.fromEntries(Array.from({ length: 300 }, (_, nth) => [`entrepreneur/a/l${nth}.mdx`, new Uint8Array(200_000)]))),
    '大得不正常',
  ],
  ['encrypted', encrypted(zipOf(inFolder('entrepreneur/a'))), '密码'],
])('refused whole: %s', async (_, zip, sentence) => {
  await expect(courseZip.readCourseZip(zip, 'x.zip')).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining(sentence) as string,
  })
})

/** Sets the flag of encryption in all headers of the directory. */
function encrypted(zip: Buffer) {
  const bytes = Buffer.from(zip)
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) bytes[at + 8]! |= 1
  return bytes
}

test('a picture that is something else, and a lesson that would run, are refused with their place', async () => {
  const site = await aSite()
  const hostile = {
    ...course,
    'lesson-1.mdx': lessonText + '\n<script>alert(1)</script>\n',
    'box.jpg': zipOf({ a: 'b' }),
    'box.pdf': aPdf({ catalogue: '/OpenAction << /S /JavaScript /JS (1) >>' }),
    'box.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
  }
  const [taken] = await importCourses(site, await courseZip.readCourseZip(zipOf(inFolder('entrepreneur/a', hostile)), 'a.zip'))
  expect(taken!.outcome).toBe('invalid')
  expect(new Set(taken!.problems.map(({ file }) => file))).toEqual(new Set(['box.jpg', 'box.pdf', 'box.svg', 'lesson-1.mdx']))
  expect(await listStudioCourses(site, anAdmin)).toEqual([])
})

test('the number of a version that is not there is refused with those that are', async () => {
  const site = await aSite()
  await importCourses(site, [coming(filesOf())])
  await expect(findVersionToExport(site, anAdmin, { slug: 'pack-boxes', ordinal: 7 })).rejects.toThrow('没有第 7 版。有：1。')
  await expect(findVersionToExport(site, anAdmin, { slug: 'nothing', ordinal: null })).rejects.toMatchObject({ status: 404 })
})
