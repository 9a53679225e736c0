// A PDF that a lesson hands out shows pages; anything in it that runs, opens, brings along or hides is refused in one sentence.
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMediaFile } from '#app/media/course-media.ts'
import { acceptDocument } from '#app/media/pdf.ts'
import { UnfitMedia } from '#app/media/unfit.ts'
import { aPdf, pdfStream } from './makers.ts'

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'

test('a PDF of pages is a document, and stays byte for byte as it is', async () => {
  const bytes = aPdf({ inObjects: '<< /Type /Font /BaseFont /F1 >>', catalogue: '/OpenAction [3 0 R /Fit]' })
  expect(await acceptDocument(bytes)).toEqual({ mediaType: 'application/pdf', width: null, height: null, seconds: null, bytes })
  expect(await checkMediaFile('price-list.pdf', bytes)).toMatchObject({ mediaType: 'application/pdf' })
})

test('pictures and tables with predictors, links to the web and strings of any kind are no reason to refuse', async () => {
  const picture = pdfStream(6, 'pixels'.repeat(200), '/Subtype /Image /Filter [/FlateDecode] /DecodeParms << /Predictor 15 /Columns 3 >>')
  const photograph = pdfStream(7, Buffer.from('\xff\xd8\xff any bytes', 'latin1'), '/Subtype /Image /Filter /DCTDecode')
  const link =
    '8 0 obj\n<< /Type /Annot /A << /S /URI /URI (https://example.com/\\(a\\)) >> /Contents (5 0 obj << ( >>) /T <fe> >> % a comment\nendobj\n'
  await expect(acceptDocument(aPdf({ objects: [picture, photograph, link] }))).resolves.toMatchObject({ mediaType: 'application/pdf' })
})

/** In strings and comments of a dictionary stands another one, which says that nothing is hidden. */
const disguised = (text: string) =>
  pdfStream(5, deflateSync(text), `/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode] ${text}`)

test.each([
  ['a page named like a document', Buffer.from('<html><script>alert(1)</script>'), '不是 PDF'],
  ['a document behind a page', Buffer.concat([Buffer.from('<html>\n'), aPdf()]), '不是 PDF'],
  ['an archive behind a document', Buffer.concat([aPdf(), Buffer.from('PK\x03\x04 and so on')]), '不完整'],
  ['half a document', aPdf().subarray(0, 300), '不完整'],
  ['one of more than 5 MB', Buffer.concat([aPdf(), Buffer.alloc(5_000_000, ' ')]), '最多 5.0 MB'],
  ['one with a password', aPdf({ trailer: '/Encrypt 7 0 R' }), '加了密码'],
  ['one that runs when it is opened', aPdf({ catalogue: `/OpenAction ${script}` }), '程序'],
  ['one whose letters are written as numbers', aPdf({ catalogue: '/OpenAction << /S /J#61va#53cript /JS (1) >>' }), '程序'],
  ['one that runs out of a packed object', aPdf({ inObjects: script }), '程序'],
  ['the same with letters as numbers', aPdf({ inObjects: '<< /S /#4aavaScript /JS (1) >>' }), '程序'],
  ['one that starts a program', aPdf({ catalogue: '/OpenAction << /S /Launch /F (cmd.exe) >>' }), '打开别的程序'],
  ['one that opens another file', aPdf({ inObjects: '<< /S /GoToR /F (\\\\\\\\host\\\\a.pdf) >>' }), '打开别的程序'],
  ['one with an attached file', aPdf({ catalogue: '/Names << /EmbeddedFiles 7 0 R >>' }), '附带的文件'],
  ['one with a file on a page', aPdf({ inObjects: '<< /Type /Annot /Subtype /FileAttachment >>' }), '附带的文件'],
  ['a form that sends', aPdf({ catalogue: '/AA << /WC << /S /SubmitForm /F (https://example.com) >> >>' }), '发出去的表单'],
  ['a form of XML', aPdf({ catalogue: '/AcroForm << /XFA 7 0 R >>' }), '发出去的表单'],
  ['one with a film', aPdf({ inObjects: '<< /Subtype /RichMedia >>' }), '声音、视频'],
  ['objects packed twice', aPdf({ objects: [pdfStream(6, script, '/Filter [/ASCIIHexDecode /FlateDecode]')] }), '看不清楚'],
  ['objects packed as hexadecimals', aPdf({ objects: [pdfStream(6, Buffer.from('00>'), '/Filter /ASCIIHexDecode')] }), '看不清楚'],
  ['objects whose packing is said elsewhere', aPdf({ objects: [pdfStream(6, script, '/Filter 9 0 R')] }), '看不清楚'],
  ['objects whose packing is said twice', aPdf({ objects: [pdfStream(6, script, '/Filter /DCTDecode /Filter /FlateDecode')] }), '看不清楚'],
  [
    'objects of differences',
    aPdf({ objects: [pdfStream(6, 'x', '/Type /ObjStm /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>')] }),
    '看不清楚',
  ],
  [
    'objects that call themselves a picture',
    aPdf({ objects: [pdfStream(6, script, '/Subtype /Image /First 4 /Filter /FlateDecode')] }),
    '程序',
  ],
  ['packed differences behind a string', aPdf({ objects: [disguised('/X (5 0 obj << /Filter /FlateDecode) ')] }), '看不清楚'],
  ['packed differences behind an escaped bracket', aPdf({ objects: [disguised('/X (5 0 obj << \\( /Filter /FlateDecode) ')] }), '看不清楚'],
  ['packed differences behind a comment', aPdf({ objects: [disguised('% 5 0 obj << /Filter /FlateDecode\n')] }), '看不清楚'],
  ['a stream whose content lies elsewhere', aPdf({ objects: [pdfStream(6, 'x', '/F (a.bin) /Filter /FlateDecode')] }), '看不清楚'],
  ['a stream that is not what it says', aPdf({ objects: [pdfStream(6, Buffer.from('not packed'))] }), '坏了'],
  ['a stream that unpacks to a hundred megabytes', aPdf({ objects: [pdfStream(6, deflateSync(Buffer.alloc(100_000_000)))] }), '太复杂'],
  ['thousands of streams', aPdf({ objects: [Buffer.concat(new Array<Buffer>(4_100).fill(pdfStream(6, 'x')))] }), '太复杂'],
  ['dictionaries within dictionaries without end', aPdf({ objects: ['6 0 obj << '.repeat(100_000)] }), '太复杂'],
  ['a string without end', aPdf({ objects: ['6 0 obj << ('.repeat(100_000)] }), '太复杂'],
])('refused: %s', async (_, bytes, why) => {
  await expect(acceptDocument(bytes)).rejects.toThrow(UnfitMedia)
  await expect(acceptDocument(bytes)).rejects.toThrow(why)
})

test('a picture that unpacks to more than is looked at is no reason to refuse', async () => {
  const white = pdfStream(6, deflateSync(Buffer.alloc(20_000_000, 255)), '/Subtype /Image /Width 5000 /Height 4000 /Filter /FlateDecode')
  await expect(acceptDocument(aPdf({ objects: [white] }))).resolves.toMatchObject({ mediaType: 'application/pdf' })
})

test('whatever is changed in a document, it is accepted or refused in a sentence, in time', async () => {
  const good = aPdf({ inObjects: '<< /Type /Font >>' })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), async (changes) => {
      const bytes = Buffer.from(good)
      for (const [at, value] of changes) bytes[at] = value
      await acceptDocument(bytes).catch((fault: unknown) => expect(fault).toBeInstanceOf(UnfitMedia))
    }),
    { numRuns: 300 },
  )
})
