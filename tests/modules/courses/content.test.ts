// What ships in content/ is whole, explains itself, and can be read by those for whom it is written.
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compileLesson } from '#app/lesson/compile.server.ts'
import { readCatalogue } from '#app/modules/courses/catalogue.server.ts'
import { checkContent } from '#app/modules/courses/courses.server.ts'
import { tiers } from '#app/modules/courses/tiers.ts'

const { courses } = await readCatalogue('content')
const lessons = await Promise.all(
  courses.flatMap((course) =>
    course.lessons.map(async (lesson) => ({ course, ...lesson, html: (await compileLesson(lesson.source)).html })),
  ),
)
const named = lessons.map((lesson) => [`${lesson.course.slug}/${lesson.slug}`, lesson] as const)

/** Words on the screen, without markup. Ends of paragraphs, cells and items are ends of sentences. */
const sentencesOf = (html: string) =>
  html
    .replace(/<\/(p|li|td|th|h2|h3|summary|dt|dd|figcaption|strong)>/g, '。')
    .replace(/<[^>]*>/g, '')
    .split(/[。！？；：\n]/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)

test('all that ships is sound, and hard for no reader', async () => {
  expect(await checkContent('content')).toMatchObject({ problems: [], findings: [] })
})

test('there is a course for each tier, with lessons enough', () => {
  expect(new Set(courses.map(({ tier }) => tier))).toEqual(new Set(tiers))
  for (const { lessons, slug } of courses) expect(lessons.length, slug).toBeGreaterThanOrEqual(4)
})

test.each(named)('%s has two checks or more, something to do, and a picture', (_, { html }) => {
  expect(html.match(/<lesson-check /g)?.length).toBeGreaterThanOrEqual(2)
  expect(html).toContain('<lesson-checklist')
  expect(html).toMatch(/<img src="[a-z0-9-]+\.svg" alt="[^"]{8,}"/)
})

test.each(named)('%s says of every option why', (_, { html }) => {
  for (const [, explained] of html.matchAll(/<details[^>]*>.*?<strong>[✓✗][^<]*<\/strong>(.*?)<\/div>/gs))
    expect(explained!.replace(/<[^>]*>/g, '').trim().length).toBeGreaterThanOrEqual(6)
})

test.each(named)('%s speaks in short sentences', (_, { html, course }) => {
  const longest = course.tier === 'entrepreneur' ? 36 : 44
  expect(sentencesOf(html).filter((sentence) => sentence.length > longest)).toEqual([])
})

test.each(named)('%s is small enough for one round trip', (_, { html }) => {
  expect(brotliCompressSync(html).length).toBeLessThan(7000)
})

test('every picture is used', () => {
  for (const { slug, pictures, lessons } of courses) {
    for (const name of Object.keys(pictures))
      expect(
        lessons.some(({ source }) => source.includes(`src="${name}"`)),
        `${slug}/${name}`,
      ).toBe(true)
  }
})

test('a bank holds at least twice what an exam draws, of each kind', () => {
  for (const { questions, exam, slug } of courses) {
    expect(questions.length, slug).toBeGreaterThanOrEqual(24)
    for (const kind of ['single', 'multiple', 'trueFalse'] as const)
      expect(questions.filter((question) => question.kind === kind).length, `${slug} ${kind}`).toBeGreaterThanOrEqual(2 * exam[kind])
  }
})

test('every lesson is asked about', () => {
  for (const { questions, lessons, slug } of courses)
    for (const lesson of lessons)
      expect(questions.filter((question) => question.lesson === lesson.slug).length, `${slug}/${lesson.slug}`).toBeGreaterThanOrEqual(3)
})

test('who always presses the same place, the longest option, or 错, does not pass', () => {
  for (const { questions, exam, slug } of courses) {
    const single = questions.filter(({ kind }) => kind === 'single')
    const judged = questions.filter(({ kind }) => kind === 'trueFalse')
    const share = (right: number, of: number) => (100 * right) / of
    for (const key of ['a', 'b', 'c'])
      expect(share(single.filter(({ correct }) => correct[0] === key).length, single.length), `${slug}: ${key}`).toBeLessThan(exam.passMark)
    const longest = single.filter(({ options, correct }) =>
      options.every(({ key, text }) => key === correct[0] || text.length < options.find((one) => one.key === correct[0])!.text.length),
    )
    expect(share(longest.length, single.length), `${slug}: the longest`).toBeLessThan(exam.passMark)
    for (const key of ['a', 'b'])
      expect(share(judged.filter(({ correct }) => correct[0] === key).length, judged.length), `${slug}: all ${key}`).toBeLessThanOrEqual(
        exam.passMark,
      )
  }
})
