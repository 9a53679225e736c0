// The bench rows of documents: slides of 30 MB with photographs, and a long Word file, as lessons.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importDocument, readShared } from '#app/importing/documents/documents.server.ts'
import { openThreads } from '#app/threads/threads.server.ts'
import { docxOf, heading, headingStyles, paragraph, pptxOf, run, shape, slidePicture } from '#tests/support/office-files.ts'
import { runApart } from './apart.ts'
import type { Row } from './exams.ts'
import { waitDuring } from './times.ts'

const slideCount = 30

const photographBytes = Math.ceil((30 * 1024 * 1024) / slideCount)

/** A photograph of 12 megapixels and a megabyte, as phones take them. */
async function photograph(): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp') // not in the process that is measured
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const
  const grain = await sharp({ create: { width: 200, height: 150, channels: 3, background: '#777', noise } })
    .png()
    .toBuffer()
  let quality = 90
  let photo: Buffer
  do photo = await sharp(grain).resize(4000, 3000).jpeg({ quality }).toBuffer()
  while (photo.length > photographBytes && (quality -= 10) > 0)
  // What stands behind a picture's end is not looked at; it brings the file to its size.
  return new Uint8Array(Buffer.concat([photo, randomBytes(photographBytes - photo.length)]))
}

async function slides(): Promise<Buffer> {
  const photo = await photograph()
  return pptxOf(
    Array.from({ length: slideCount }, (_, at) => ({
      shapes: shape('title', `第 ${at + 1} 讲`) + shape('body', '先选箱子', '再垫底', '后封口') + slidePicture('p1', '打包的照片'),
      notes: '这一页慢慢讲。'.repeat(20),
      links: [{ id: 'p1', type: 'image', target: `../media/image${at + 1}.jpg` }],
    })),
    { files: Object.fromEntries(Array.from({ length: slideCount }, (_, at) => [`ppt/media/image${at + 1}.jpg`, photo])) },
  )
}

/** A course book of 300,000 characters, with a run for every few of them, as WPS writes it. */
const book = () =>
  docxOf({
    styles: headingStyles,
    body: Array.from(
      { length: 60 },
      (_, at) =>
        heading(1, `第 ${at + 1} 节`) +
        Array.from({ length: 25 }, () =>
          paragraph(
            Array.from({ length: 40 }, (_, place) => run('先选箱子，', place % 7 === 0 ? '<w:b/>' : '<w:sz w:val="21"/>')).join(''),
          ),
        ).join(''),
    ).join(''),
  })

/** The most that this process has held, in megabytes; what its parent held before is not in it. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

async function measure(file: string) {
  const threads = openThreads()
  const bytes = await readShared(file, statSync(file).size)
  const { result: imported, took, longest } = await waitDuring(() => importDocument({ threads }, { owner: 'bench', fileName: file, bytes }))
  await threads.close()
  const sections = imported.lessons.reduce((sum, lesson) => sum + lesson.sections.length, 0)
  return { seconds: took / 1000, wait: longest, megabytes: peak(), sections, pictures: imported.pictures.length }
}

export async function benchDocuments(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const row = async (what: string, name: string, bytes: Buffer, wanted: { sections: number; pictures: number }): Promise<Row> => {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    const { seconds, wait, megabytes, sections, pictures } = await runApart<Awaited<ReturnType<typeof measure>>>(
      import.meta.url,
      'import',
      file,
    )
    return {
      what: `${what} (${(bytes.length / 1024 / 1024).toFixed(0)} MB) as a lesson`,
      figure: `${seconds.toFixed(1)} s, peak ${Math.round(megabytes)} MB, ${sections} sections, ${pictures} pictures; others wait ${Math.round(wait)} ms at most`,
      budget: '≤ 20 s, peak ≤ 300 MB, others ≤ 100 ms',
      ok: seconds <= 20 && megabytes <= 300 && wait <= 100 && sections === wanted.sections && pictures === wanted.pictures,
    }
  }
  try {
    return [
      await row('slides with 30 photographs of 12 megapixels', 'slides.pptx', await slides(), {
        sections: slideCount,
        pictures: slideCount,
      }),
      await row('a Word file of 300,000 characters', 'book.docx', book(), { sections: 60, pictures: 0 }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, file = ''] = process.argv
  if (what === 'import') console.log(JSON.stringify(await measure(file)))
  else console.table(await benchDocuments())
}
