// Files that are refused, each with one sentence that says what to do.
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { UnreadableDocument } from '#app/importing/documents/documents.server.ts'
import { importedFrom } from '#tests/support/imported.ts'
import { docxOf, paragraph, picture, pptxOf, shape } from '#tests/support/office-files.ts'

async function codeOf(fileName: string, bytes: Buffer) {
  const fault: unknown = await importedFrom(fileName, bytes).then(
    () => null,
    (refusal: unknown) => refusal,
  )
  expect(fault).toBeInstanceOf(UnreadableDocument)
  const { code, status, message } = fault as UnreadableDocument
  expect(status).toBe(422)
  expect(message).toMatch(/^[^\n]*请[^\n]*。$/)
  return code
}
const body = paragraph('字')
const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])

test('what is empty, old, encrypted, a workbook, or something else', async () => {
  expect(await codeOf('a.docx', Buffer.alloc(0))).toBe('empty')
  expect(await codeOf('a.docx', ole)).toBe('old')
  expect(await codeOf('a.docx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted')
  expect(await codeOf('a.docx', Buffer.from('just text'))).toBe('damaged')
  expect(await codeOf('a.pdf', Buffer.from('%PDF-1.4'))).toBe('not-a-document')
  expect(await codeOf('a.docx', Buffer.from(zipSync({ 'a.txt': strToU8('x') })))).toBe('not-a-document')
  const rels = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
  expect(await codeOf('a.docx', Buffer.from(zipSync({ '_rels/.rels': strToU8(rels), 'xl/workbook.xml': strToU8('<workbook/>') })))).toBe(
    'workbook',
  )
})

test('an encrypted part, a damaged one, and one that is cut off', async () => {
  const locked = docxOf({ body })
  for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 4)) locked[at + 8]! |= 1
  expect(await codeOf('a.docx', locked)).toBe('encrypted')
  expect(await codeOf('a.docx', docxOf({ body: '<w:p>' }))).toBe('damaged')
  expect(await codeOf('a.docx', docxOf({ body }).subarray(0, 900))).toBe('damaged')
})

test('declarations and entities, in whatever part', async () => {
  const doctype = '<!DOCTYPE w [<!ENTITY a "bbbb"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
  expect(await codeOf('a.docx', docxOf({ body, doctype }))).toBe('entities')
  expect(await codeOf('a.docx', docxOf({ body, files: { 'word/settings.xml': `<?xml version="1.0"?>${doctype}<w/>` } }))).toBe('entities')
  const late = `<?xml version="1.0"?><!--${'-x'.repeat(100_000)}-->${doctype}`
  expect(await codeOf('a.docx', docxOf({ body, doctype: late.replace(/^<\?xml[^>]*\?>/, '') }))).toBe('entities')
  expect(await codeOf('a.pptx', pptxOf([{ shapes: shape('title', '题') }], { files: { 'ppt/theme/theme1.xml': `${doctype}<a/>` } }))).toBe(
    'entities',
  )
})

test.each([
  ['a picture', 'image', 'http://example.com/a.png'],
  ['a template', 'attachedTemplate', 'file:///C:/a.dotm'],
  ['an object', 'oleObject', 'file:///C:/a.xlsx'],
  ['a share', 'image', '\\\\server\\a.png'],
  ['a page', 'frame', 'https://example.com/'],
])('%s that lies outside', async (_, type, target) => {
  const links = [{ id: 'x', type, target, isOutside: true }]
  expect(await codeOf('a.docx', docxOf({ body: paragraph(picture('x')), links }))).toBe('outside')
  expect(await codeOf('a.docx', docxOf({ body, links: [{ id: 'x', type, target }] }))).toBe('outside') // whatever it declares itself
  expect(await codeOf('a.pptx', pptxOf([{ shapes: shape('title', '题'), links }]))).toBe('outside')
  const settings = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="x/${type}" Target="${target}" TargetMode="External"/></Relationships>`
  expect(await codeOf('a.docx', docxOf({ body, files: { 'word/_rels/settings.xml.rels': settings } }))).toBe('outside')
})

test('zip bombs: one part, and many', async () => {
  const zeros = new Uint8Array(40_000_000).fill(0x20)
  const bomb = Buffer.from(zipSync({ 'word/document.xml': [zeros, { level: 9 }] }))
  expect(bomb.length).toBeLessThan(200_000)
  expect(await codeOf('a.docx', bomb)).toBe('bomb')
  const many = zipSync(Object.fromEntries(Array.from({ length: 2_500 }, (_, at) => [`word/${at}.xml`, strToU8('<a/>')])))
  expect(await codeOf('a.docx', Buffer.from(many))).toBe('bomb')
})

test('deeply nested and endless content ends', async () => {
  expect(await codeOf('a.docx', docxOf({ body: '<w:tbl><w:tr><w:tc>'.repeat(200) + '</w:tc></w:tr></w:tbl>'.repeat(200) }))).toBe('damaged')
  expect(
    await codeOf(
      'a.docx',
      docxOf({
        body: paragraph(Array.from({ length: 900_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join('')).repeat(
          4,
        ),
      }),
    ),
  ).toBe('too-much')
})

test('cells that claim to cover millions, numbers that start in the millions, and styles in a circle are harmless', async () => {
  const imported = await importedFrom(
    'a.docx',
    docxOf({
      styles:
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>',
      numbering:
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      body:
        paragraph('圈', '<w:pStyle w:val="a"/>') +
        paragraph('号', '<w:numPr><w:ilvl w:val="99999"/><w:numId w:val="1"/></w:numPr>') +
        `<w:tbl><w:tr>${`<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>${paragraph('格')}</w:tc>`.repeat(50)}</w:tr></w:tbl>`,
    }),
  )
  expect(imported.text).toContain('圈')
  expect(imported.text).toContain('号')
})
