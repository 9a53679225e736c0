// The bench row of question files: 5,000 questions of each format, read in a thread.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { questionFormats, type QuestionFormat, type QuestionToWrite, readQuestions } from '#app/importing/questions/questions.server.ts'
import { writeQuestionFile } from '#app/importing/questions/write-questions.server.ts'
import { decodeQuestions, encodeQuestions } from '#app/modules/studio/questions/carried-questions.server.ts'
import { bankExchange, bankPages, beginVersion, createCourse } from '#app/modules/studio/studio.server.ts'
import { indexMissingVersions } from '#app/modules/lesson-search/lesson-search.server.ts'
import { openSite } from '#app/site.server.ts'
import { openThreads } from '#app/threads/threads.server.ts'
import { anInstructor, lessonText, publish, write, writeSummary } from '#tests/modules/studio/makers.ts'
import { runApart } from './apart.ts'
import type { Row } from './exams.ts'
import { waitDuring } from './times.ts'

const count = 5_000
const budget = '≤ 10 s, others ≤ 100 ms'

const questions: QuestionToWrite[] = Array.from({ length: count }, (_, at) => ({
  name: `第 ${at + 1} 题`,
  kind: 'single',
  text: `腊肉发货前要先检查什么？这是第 ${at + 1} 道题。`,
  options: ['包装有没有破', '生产日期', '快递单号', '天气'].map((text, place) => ({ key: 'abcd'.charAt(place), text: `${text} ${at}` })),
  correct: ['a'],
  explanation: '先看包装，再看日期。'.repeat(5),
  tags: ['打包'],
  difficulty: 1,
  pictures: [],
}))

/** The same of all kinds: an exam draws from each. */
const ofAllKinds = questions.map((one, at): QuestionToWrite => {
  if (at % 3 === 0) return one
  if (at % 3 === 1) return { ...one, kind: 'multiple', correct: ['a', 'b'] }
  return { ...one, kind: 'trueFalse', options: ['对', '错'].map((text, place) => ({ key: 'ab'.charAt(place), text })) }
})

async function measure(format: QuestionFormat): Promise<Row> {
  const { bytes } = await writeQuestionFile(format, questions)
  const threads = openThreads()
  const { result: read, took, longest } = await waitDuring(() => readQuestions({ threads }, { owner: 'bench', bytes, format }))
  await threads.close()
  const seconds = took / 1000
  const accepted = read.questions.filter((one) => !('code' in one)).length
  return {
    what: `${count.toLocaleString('en')} questions of ${format} (${(bytes.length / 1024 / 1024).toFixed(1)} MB)`,
    figure: `${seconds.toFixed(1)} s; others wait ${Math.round(longest)} ms at most`,
    budget,
    ok: seconds <= 10 && longest <= 100 && accepted === count,
  }
}

const toRow = (what: string, { took, longest }: { took: number; longest: number }, isWhole: boolean): Row => ({
  what,
  figure: `${(took / 1000).toFixed(1)} s; others wait ${Math.round(longest)} ms at most, to read or to write`,
  budget,
  ok: took <= 10_000 && longest <= 100 && isWhole,
})

/** Five thousand questions into the bank of a course, from the file to the page that lists them, and to the version that classes study. */
async function measureBank(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder, hold: 'serve' })
  const others = { write: site.probeWrite }
  try {
    const author = await anInstructor(site, '覃老师')
    const versionId = await createCourse(site, author, { slug: 'large', tier: 'entrepreneur', title: '大题库' })
    await write(site, author, versionId, 'lesson-1.mdx', lessonText)
    await writeSummary(site, author, versionId)
    const { bytes } = await writeQuestionFile('gift', ofAllKinds)
    const brought = await waitDuring(async () => {
      const { preview } = await bankExchange.previewQuestions(site, author, { slug: 'large', bytes })
      const taken = await decodeQuestions(await encodeQuestions(preview.added.map(({ question }) => question)))
      await bankExchange.acceptQuestions(site, author, { slug: 'large', lesson: 'lesson-1', questions: taken })
    }, others)
    const read = (asked: Record<string, string>) => bankPages.readBankPage(site, author, versionId, new URLSearchParams(asked))
    const opened = await waitDuring(() => read({}))
    const searched = await waitDuring(() => read({ q: '腊肉 4321' }))
    const longest = Math.max(opened.longest, searched.longest)
    const many = count.toLocaleString('en')
    const reviewer = await anInstructor(site, '田老师')
    const published = await waitDuring(async () => {
      const courseVersionId = await publish(site, { author, reviewer, versionId })
      await indexMissingVersions(site)
      return courseVersionId
    }, others)
    const next = await waitDuring(() => beginVersion(site, author, { versionId }), others)
    return [
      toRow(`${many} questions into one bank, looked at and accepted`, brought, opened.result.bank.count === count),
      toRow(`a version with ${many} questions sent to review, approved, published and indexed`, published, published.result !== null),
      toRow(`the next version begun from one with ${many} questions`, next, true),
      {
        what: 'a search in that bank',
        figure: `${Math.round(searched.took)} ms; others wait ${Math.round(longest)} ms at most`,
        budget: '≤ 300 ms, others ≤ 100 ms',
        ok: searched.took <= 300 && longest <= 100,
      },
    ]
  } finally {
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

export const benchQuestions = () => runApart<Row[]>(import.meta.url, 'measure')

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'measure') {
  const rows: Row[] = []
  for (const format of questionFormats) rows.push(await measure(format))
  rows.push(...(await measureBank()))
  console.log(JSON.stringify(rows))
}
