// Files that would harm the server or readers, by every screen of the studio that takes files: refused with a sentence that says what to do, or
// cleaned, with a report that names what was left out. Nothing of a refused file is kept.
import { strToU8, zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { cameraLinks } from '#app/modules/studio/studio.server.ts'
import { aPdf, bomb } from '#tests/media/makers.ts'
import { aCourse, anInstructor, bankText, lessonText } from '#tests/modules/studio/makers.ts'
import { docxOf, heading, headingStyles, paragraph, picture, pptxOf, shape } from '#tests/support/office-files.ts'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { courseDocuments, fileRevisions, studioVersions } from '#db/schema/studio.ts'
import { media } from '#db/schema/media.ts'
import { aStoryServer } from './story-server.ts'

let author: Viewer
const made = { versionId: '', cameraToken: '' }
const story = await aStoryServer({
  prepare: async (site) => {
    author = await anInstructor(site, '覃老师')
    made.versionId = await aCourse(site, author, 'pack-boxes')
    made.cameraToken = await cameraLinks.openCameraLink(site, author, made.versionId)
  },
})
let origin = ''
let cookie = ''
beforeAll(async () => {
  origin = story.server.origin
  cookie = (await createSession(story.site, author.accountId)).split(';')[0]!
})

const svg = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}<rect width="9" height="9"/></svg>`)
const scripted = svg('<script>alert(1)</script>')
/** 900 million pixels. */
const huge = bomb(30_000)
const text = heading(1, '装箱') + paragraph('箱子要新的。')
const written = { styles: headingStyles, body: text }
const spaces = new Uint8Array(40_000_000).fill(0x20)
const inflating = (main: string) => Buffer.from(zipSync({ [main]: [spaces, { level: 9 }] }))
const outside = [{ id: 'x', type: 'image', target: 'http://192.0.2.1/a.png', isOutside: true }]
const entities = '<!DOCTYPE w [<!ENTITY a "bbbb"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
const rowsOf = (rows: number, columns: number) =>
  `<w:tbl>${`<w:tr>${`<w:tc>${paragraph('一格')}</w:tc>`.repeat(columns)}</w:tr>`.repeat(rows)}</w:tbl>`
const aWorkbook = async () => Buffer.from(await encodeWorkbook([{ name: '表', columns: [{ head: '题目' }], rows: [['一']] }]))

interface Screen {
  path: () => string
  fields: Record<string, string>
  /** What says who asks; nobody signs in on a phone that photographs. */
  isSignedIn?: false
  field?: string
}
const begin: Screen = { path: () => '/desk/studio/bring-in', fields: { tier: 'entrepreneur', slug: '' } }
const add: Screen = { path: () => `/desk/studio/versions/${made.versionId}/documents`, fields: {} }
const put: Screen = { path: () => `/desk/studio/versions/${made.versionId}/media`, fields: { do: 'upload' } }
const byScript: Screen = { path: () => `/desk/studio/versions/${made.versionId}/upload`, fields: {} }
const camera: Screen = { path: () => `/camera/${made.cameraToken}`, fields: {}, isSignedIn: false }
const bank: Screen = { path: () => '/desk/studio/courses/pack-boxes/questions', fields: { do: 'preview', format: '' } }

async function post(screen: Screen, name: string, bytes: Buffer) {
  const form = new FormData()
  for (const [field, value] of Object.entries(screen.fields)) form.set(field, value)
  form.set('file', new File([new Uint8Array(bytes)], name))
  const headers: Record<string, string> = { Origin: origin }
  if (screen.isSignedIn !== false) headers.Cookie = cookie
  const answer = await fetch(origin + screen.path(), { method: 'POST', redirect: 'manual', headers, body: form })
  return { status: answer.status, location: answer.headers.get('location'), page: (await answer.text()).replaceAll('<!-- -->', '') }
}
const read = async (path: string) => {
  const page = await fetch(origin + path, { headers: { Cookie: cookie } })
  return (await page.text()).replaceAll('<!-- -->', '')
}

/** What stands at the head of a page that refused; or in the answer that a script gets. */
function sentenceOf(page: string): string {
  const notice = /class="notice bad"[^>]*>([^]*?)<\/main>/.exec(page)
  return (notice?.[1] ?? page).replace(/<[^>]*>/g, '')
}

const tables = [studioVersions, fileRevisions, courseDocuments, media]
const kept = () => Promise.all(tables.map((table) => story.site.read.$count(table)))

type Refused = readonly [what: string, fileName: string, bytes: () => Buffer | Promise<Buffer>, sentence: RegExp, screens: Screen[]]
const documents = [begin, add]
const pictures = [put, byScript, camera]

const refused: Refused[] = [
  ['slides that inflate to 40 MB', 'a.pptx', () => inflating('ppt/presentation.xml'), /大得不正常/, documents],
  ['a Word file that inflates to 40 MB', 'a.docx', () => inflating('word/document.xml'), /大得不正常/, documents],
  ['a workbook called .docx', 'a.docx', aWorkbook, /这个文件是表格，不是文档。请/, documents],
  ['slides called .docx, cut off', '课件.docx', () => pptxOf([{ shapes: shape('title', '题') }]).subarray(0, 700), /坏了/, documents],
  ['a picture that lies outside', 'a.docx', () => docxOf({ body: paragraph(picture('x')), links: outside }), /不会去取/, documents],
  ['slides with one', 'a.pptx', () => pptxOf([{ shapes: shape('title', '题'), links: outside }]), /不会去取/, documents],
  ['entities', 'a.docx', () => docxOf({ ...written, doctype: entities }), /XML 声明/, documents],
  [
    'tables in tables, 400 deep',
    'a.docx',
    () => docxOf({ body: '<w:tbl><w:tr><w:tc>'.repeat(400) + '</w:tc></w:tr></w:tbl>'.repeat(400) }),
    /另存为新的文件/,
    documents,
  ],
  ['a table of 400,000 cells', 'a.docx', () => docxOf({ body: rowsOf(4_000, 100) }), /请/, documents],
  ['a program', 'setup.docx', () => Buffer.from('MZ\x90\0 this program'), /坏了|读不了/, documents],
  ['a picture of 30,000 × 30,000', 'a.jpg', () => huge, /照片|图片/, pictures],
  ['a drawing that runs', 'a.svg', () => scripted, /SVG|照片只收/, pictures],
  ['a drawing that runs, called a photograph', 'a.jpg', () => scripted, /SVG|照片只收/, pictures],
  ['a drawing that fetches', 'a.svg', () => svg('<image href="http://192.0.2.1/a.png"/>'), /SVG|照片只收/, pictures],
  ['a drawing with a handler', 'a.svg', () => svg('<g onload="alert(1)"></g>'), /SVG|照片只收/, pictures],
  ['a Word file among pictures', 'a.docx', () => docxOf(written), /照片只收/, pictures],
  ['a page called a photograph', 'a.jpg', () => Buffer.from('<html><script>alert(1)</script></html>'), /照片只收/, pictures],
  ['a PDF that runs', 'a.pdf', () => aPdf({ inObjects: '<< /S /JavaScript /JS (1) >>' }), /程序/, [put, byScript]],
  ['an empty file', 'a.docx', () => Buffer.alloc(0), /请/, [...documents, ...pictures, bank]],
  ['a bank that inflates', 'a.xlsx', () => inflating('xl/workbook.xml'), /请/, [bank]],
  ['a bank that is a Word file', 'a.docx', () => docxOf(written), /请/, [bank]],
  [
    'a bank with entities',
    'a.xml',
    () => Buffer.from(`<?xml version="1.0"?>${entities.replace(' w ', ' quiz ')}<quiz>&a;</quiz>`),
    /请/,
    [bank],
  ],
]

test('each file that would harm is refused by every screen that takes files, with a sentence that says what to do', async () => {
  const before = await kept()
  for (const [what, fileName, bytes, sentence, takers] of refused) {
    const file = await bytes()
    for (const screen of takers) {
      const { status, page } = await post(screen, fileName, file)
      const said = sentenceOf(page)
      expect([what, screen.path(), status, said]).toEqual([what, screen.path(), 422, expect.stringMatching(sentence)])
      expect([what, said]).toEqual([what, expect.stringMatching(/请[^。]*。/)])
      expect(page).not.toMatch(/<script>alert|\/node_modules\//)
    }
  }
  expect(await kept()).toEqual(before)
}, 240_000)

test('a Word file with macros, a huge picture, a drawing that runs and a hostile link comes as its words; the report names what did not', async () => {
  const file = docxOf({
    styles: headingStyles,
    body: `${text}${paragraph(picture('huge', '一箱'))}${paragraph(picture('svg', '一图'))}<w:p><w:hyperlink r:id="link"><w:r><w:t>看这里</w:t></w:r></w:hyperlink></w:p>${paragraph('<script>alert(1)</script> {process.exit()}')}`,
    links: [
      { id: 'huge', type: 'image', target: 'media/huge.png' },
      { id: 'svg', type: 'image', target: 'media/a.svg' },
      { id: 'link', type: 'hyperlink', target: 'javascript:alert(1)', isOutside: true },
    ],
    files: {
      'word/media/huge.png': new Uint8Array(huge),
      'word/media/a.svg': new Uint8Array(scripted),
      'word/vbaProject.bin': new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
    },
  })
  const { status, location } = await post(add, 'hostile.docx', file)
  expect(status).toBe(302)
  const report = await read(location!)
  for (const named of ['宏', 'SVG 图', '没有带过来', '链接']) expect(report).toContain(named)
  const lesson = await read(`/desk/studio/versions/${made.versionId}/files/hostile.mdx`)
  expect(lesson).toContain('看这里')
  expect(lesson).not.toMatch(/javascript:alert|<script>alert/)
}, 60_000)

test('a course as a ZIP with a drawing that runs comes as a draft that cannot be sent; nothing of it runs where its author looks', async () => {
  const course = {
    'course.yaml': `title: 打包\nsummary: 学完会打包。\nhours: 8\nlessons:\n  - lesson-1\nexam:\n  single: 6\n  multiple: 2\n  trueFalse: 2\n  minutes: 30\n  passMark: 60\n`,
    'lesson-1.mdx': lessonText.replace('箱子要新的。', '<Figure src="map.svg" alt="一张图" />'),
    'questions.yaml': bankText,
    'map.svg': scripted.toString(),
  }
  const zip = zipSync(Object.fromEntries(Object.entries(course).map(([name, content]) => [`run-boxes/${name}`, strToU8(content)])))
  const { status, location } = await post(begin, 'x.zip', Buffer.from(zip))
  expect(status).toBe(302)
  const version = await read(location!)
  expect(version).toContain('改好才能送审')
  expect(version).toContain('map.svg')
  const drawing = await fetch(`${origin}${location}/media/map.svg`, { headers: { Cookie: cookie } })
  expect(drawing.headers.get('content-security-policy')).toMatch(/sandbox/)
  expect(drawing.headers.get('x-content-type-options')).toContain('nosniff')
  const before = await kept()
  for (const files of [
    { ...course, 'photo.jpg': huge },
    { ...course, 'run.exe': Buffer.from('MZ') },
  ]) {
    const bad = zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          `other-boxes/${name}`,
          typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
        ]),
      ),
    )
    const refusal = await post(begin, 'x.zip', Buffer.from(bad))
    expect([refusal.status, sentenceOf(refusal.page)]).toEqual([422, expect.stringMatching(/photo\.jpg|run\.exe/)])
  }
  expect((await post(begin, 'x.zip', Buffer.from(zipSync({ 'a/course.yaml': [spaces, { level: 9 }] })))).status).toBe(422)
  expect(await kept()).toEqual(before)
}, 60_000)
