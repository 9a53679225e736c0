// An author brings in a course as a ZIP, or a document as lessons: always a draft, with a report of what did not come over.
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import {
  bringIn,
  importShipped,
  listStudioCourses,
  readFileView,
  readStudioCourse,
  readVersion,
} from '#app/modules/studio/studio.server.ts'
import { docxOf, heading, headingStyles, paragraph, picture } from '#tests/support/office-files.ts'
import { aSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, bankText, lessonText } from './makers.ts'

const arrangement = `title: 打包\nsummary: 学完会打包。\nhours: 8\nlessons:\n  - lesson-1\nexam:\n  single: 6\n  multiple: 2\n  trueFalse: 2\n  minutes: 30\n  passMark: 60\n`
const course = { 'course.yaml': arrangement, 'lesson-1.mdx': lessonText, 'questions.yaml': bankText }
const zipOf = (folder: string, files: Record<string, string> = course) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, strToU8(content)]))))

async function anAuthor() {
  const site = await aSite()
  return { site, author: await anInstructor(site, '田作'), other: await anInstructor(site, '向看') }
}

async function aDocument() {
  const photograph = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#2a6' } })
    .jpeg()
    .toBuffer()
  return docxOf({
    styles: headingStyles,
    body: heading(1, '选箱子') + paragraph('箱子要新的。') + paragraph(picture('r1')) + heading(1, '贴单子') + paragraph('单子要贴平。'),
    links: [{ id: 'r1', type: 'image', target: 'media/a.jpeg' }],
    files: { 'word/media/a.jpeg': new Uint8Array(photograph) },
  })
}

const zip = { fileName: 'x.zip', tier: 'entrepreneur' as const, slug: undefined }

test('a ZIP begins a draft of its author’s, and publishes nothing', async () => {
  const { site, author, other } = await anAuthor()
  const { versionId } = await bringIn.bringInCourse(site, author, { ...zip, bytes: zipOf('township/pack-boxes') })
  expect(await readVersion(site, author, versionId)).toMatchObject({
    state: 'draft',
    course: { slug: 'pack-boxes', tier: 'township' },
    problems: [],
  })
  expect((await listStudioCourses(site, author))[0]).toMatchObject({ isMine: true, published: null })
  await expect(bringIn.bringInCourse(site, author, { ...zip, bytes: zipOf('township/pack-boxes') })).rejects.toThrow()
  const changed = zipOf('township/pack-boxes', { ...course, 'lesson-1.mdx': lessonText.replace('箱子要新的。', '箱子要干的。') })
  await expect(bringIn.bringInCourse(site, other, { ...zip, bytes: changed })).rejects.toMatchObject({
    fields: { slug: [expect.stringContaining('没有交给您写')] },
  })
  await bringIn.bringInCourse(site, author, { ...zip, bytes: changed })
  expect((await readStudioCourse(site, author, 'pack-boxes')).versions.map(({ ordinal, state }) => [ordinal, state])).toEqual([
    [2, 'draft'],
    [1, 'draft'],
  ])
})

test('a lesson that is not right yet comes as it is, to be mended; a file that no course may have is refused', async () => {
  const { site, author } = await anAuthor()
  const bad = { ...course, 'lesson-1.mdx': `${lessonText}\n<script>alert(1)</script>\n` }
  const { versionId } = await bringIn.bringInCourse(site, author, { ...zip, bytes: zipOf('pack-boxes', bad) })
  expect((await readVersion(site, author, versionId)).problems).not.toEqual([])
  const refused = (files: Record<string, string>, folder = 'other-boxes') =>
    bringIn.bringInCourse(site, author, { ...zip, bytes: zipOf(folder, files) })
  await expect(refused({ ...course, 'run.exe': 'MZ' })).rejects.toThrow('run.exe')
  await expect(refused({ ...course, 'box.jpg': 'x' })).rejects.toThrow('box.jpg')
  await expect(refused({ 'course.yaml': arrangement })).rejects.toThrow('questions.yaml')
  await expect(refused({ 'readme.txt': 'x' })).rejects.toMatchObject({ fields: { file: [expect.stringContaining('没有课程')] } })
  await importShipped(site)
  await expect(refused(course, 'sell-tea-and-potatoes')).rejects.toMatchObject({ status: 422 })
  const two = Buffer.from(zipSync({ 'a/course.yaml': strToU8('x'), 'b/course.yaml': strToU8('y') }))
  await expect(bringIn.bringInCourse(site, author, { ...zip, bytes: two })).rejects.toMatchObject({
    fields: { file: [expect.stringContaining('2 门课')] },
  })
})

test('a Word file becomes a course, or lessons at the end of one, with its pictures and its report', async () => {
  const { site, author, other } = await anAuthor()
  const bytes = await aDocument()
  const named = await bringIn.bringInCourse(site, author, { fileName: '打包.docx', bytes, tier: 'entrepreneur', slug: undefined })
  expect((await readVersion(site, author, named.versionId)).course.slug).toBe('course-1')
  const { versionId, isDocument } = await bringIn.bringInCourse(site, author, {
    fileName: 'Boxes.docx',
    bytes,
    tier: 'entrepreneur',
    slug: 'sell-boxes',
  })
  expect(isDocument).toBe(true)
  const begun = await readVersion(site, author, versionId)
  expect(begun.outline.lessons.map(({ slug, isThere }) => [slug, isThere])).toEqual([['boxes', true]])
  expect(begun.files.map(({ name }) => name)).toEqual(['boxes-1.jpg', 'boxes.mdx', 'course.yaml', 'questions.yaml'])

  const known = await aCourse(site, author)
  const add = () => bringIn.bringInDocument(site, author, { versionId: known, fileName: '打包（新）.docx', bytes })
  await add()
  await add()
  const grown = await readVersion(site, author, known)
  expect(grown.outline.lessons.map(({ slug }) => slug)).toEqual(['lesson-1', 'lesson-2', 'lesson-3'])
  expect((await readFileView(site, author, { versionId: known, name: 'lesson-3.mdx' })).content).toContain('lesson-3-1.jpg')
  const { documents, canWrite } = await bringIn.listDocuments(site, author, known)
  expect(canWrite).toBe(true)
  expect(documents.map(({ fileName, lessons }) => [fileName, lessons.map(({ file }) => file)])).toEqual([
    ['打包（新）.docx', ['lesson-3.mdx']],
    ['打包（新）.docx', ['lesson-2.mdx']],
  ])
  expect(documents[0]!.left.every(({ what, where, advice }) => what && where && advice)).toBe(true)
  expect((await bringIn.listDocuments(site, other, known)).canWrite).toBe(false)
  await expect(bringIn.bringInDocument(site, other, { versionId: known, fileName: 'a.docx', bytes })).rejects.toMatchObject({ status: 403 })
  await expect(
    bringIn.bringInDocument(site, author, { versionId: known, fileName: 'a.docx', bytes: Buffer.from('PK\x03\x04') }),
  ).rejects.toMatchObject({
    status: 422,
  })
})
