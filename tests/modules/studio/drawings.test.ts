// A drawing as a form: its words are changed without reading SVG, and everything else of it stays as it was.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { readDrawingTexts, writeDrawingTexts } from '#app/modules/studio/media/drawing-texts.ts'
import { drawings, readFileView } from '#app/modules/studio/studio.server.ts'
import { addFile } from '#app/modules/studio/writing.server.ts'
import { aSite } from '#tests/support/site.ts'
import { aCourse, anInstructor } from './makers.ts'

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">
  <!-- <text>旧的</text> -->
  <title>一间服务站</title>
  <rect width="320" height="200" fill="#fff"/>
  <text x="9" y='40' font-size="16">代卖\u00a0&amp; 代发</text>
  <text x="9" y="80" font-size="16"><tspan>代办</tspan></text>
</svg>
`

test('the words on a drawing are read, and one is changed in its place', () => {
  expect(readDrawingTexts(drawing)).toEqual(['一间服务站', '代卖 & 代发', '代办'])
  expect(writeDrawingTexts(drawing, ['一间服务站', '代卖 & 代发', '代办'])).toBe(drawing)
  expect(writeDrawingTexts(drawing, ['一间服务站', '代卖 & 代发', '帮办 <三样>'])).toBe(drawing.replace('代办', '帮办 &lt;三样&gt;'))
  expect(writeDrawingTexts(drawing, ['一间服务站'])).toBeNull()
})

test('whatever is typed stays words: the drawing can be shown, and says what was typed', () => {
  const words = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(words, (typed) => {
      const given = typed.map((one) => one.replace(/\s+/g, ' ').trim() || '字')
      const written = writeDrawingTexts(drawing, given) ?? ''
      expect(findPictureFaults(written)).toEqual([])
      expect(readDrawingTexts(written)).toEqual(given)
    }),
  )
})

test('an author changes the words of a drawing by its form; who saw an older one, or may not write, changes nothing', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  await addFile(site, author, { versionId, name: 'station.svg', content: drawing })
  const station = { versionId, name: 'station.svg' }
  const { words, sequence } = await drawings.readDrawing(site, author, station)
  const change = { ...station, words: [...words.slice(0, 2), '帮办'], base: sequence }
  await expect(drawings.writeOnDrawing(site, await anInstructor(site, '向看'), change)).rejects.toThrow('没有交给您写')
  await drawings.writeOnDrawing(site, author, change)
  expect((await readFileView(site, author, station)).content).toBe(drawing.replace('代办', '帮办'))
  await expect(drawings.writeOnDrawing(site, author, change)).rejects.toMatchObject({ status: 409 })
  await expect(drawings.readDrawing(site, author, { versionId, name: 'lesson-1.mdx' })).rejects.toMatchObject({ status: 404 })
})
