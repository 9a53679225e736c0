// Whatever courses say: every two characters that stand together in what a viewer may see are found where they stand, and nowhere else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { type FoundPassage, searchLessons } from '#app/modules/lesson-search/lesson-search.server.ts'
import { aCohort, aPerson, aViewer, enrol } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCourseToSearch, offer } from './makers.ts'

/** Few enough characters that they meet again and again; the last one is outside of the first plane. */
const signs = ['茶', '叶', '发', '货', '重', '土', '豆', '𠮷']
const clause = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 6 }).map((some) => some.join(''))
/** Clauses apart from each other, with what a lesson may have within a sentence. */
const sentence = fc
  .array(fc.tuple(clause, fc.constantFrom('，', '。', ' ', '3', ' ok ', '“', '、')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([text, after]) => text + after).join('') + '茶')

const section = fc.record({
  title: sentence,
  bold: clause,
  paragraph: sentence,
  items: fc.array(sentence, { minLength: 1, maxLength: 2 }),
  cells: fc.tuple(clause, clause),
  note: sentence,
  option: sentence,
  word: fc.record({ term: clause, says: sentence }),
})
const lesson = fc.record({ title: clause, summary: clause, objective: clause, sections: fc.array(section, { minLength: 1, maxLength: 2 }) })
const question = fc.record({ text: sentence, options: fc.array(sentence, { minLength: 3, maxLength: 3 }), explanation: sentence })
const course = fc.record({
  lessons: fc.array(lesson, { minLength: 1, maxLength: 2 }),
  questions: fc.array(question, { maxLength: 2 }),
})
type Drawn = typeof course extends fc.Arbitrary<infer T> ? T : never

const toText = (one: Drawn['lessons'][number]['sections'][number]) => `## ${one.title}

${one.paragraph}

发**${one.bold}**货

${one.items.map((item) => `- ${item}`).join('\n')}

| ${one.cells[0]} | ${one.cells[1]} |
|---|---|
| ${one.cells[1]} | ${one.cells[0]} |

<Note kind="tip" title="${one.note}">
${one.paragraph}
</Note>

<Check id="c" question="${one.note}">
<Option text="${one.option}" right>${one.note}</Option>
<Option text="${one.paragraph}">${one.option}</Option>
</Check>

<Words>
<Word term="${one.word.term}">

${one.word.says}

</Word>
</Words>`

const toCourse = (slug: string, { lessons, questions }: Drawn) =>
  aCourseToSearch(slug, {
    lessons: lessons.map(({ title, summary, objective, sections }, nth) => ({
      slug: `l-${nth}`,
      title,
      summary,
      objective,
      text: sections.map(toText).join('\n\n'),
    })),
    questions: questions.map(({ text, options, explanation }, nth) => ({
      id: `q-${nth}`,
      text,
      options: options.map((option, key) => ({ key: `${key}`, text: option })),
      explanation,
    })),
  })

type Said = readonly (readonly [place: string, texts: readonly string[]])[]

/** What a course says, place by place. */
const sayingsOf = (slug: string, { lessons, questions }: Drawn): { lessons: Said; questions: Said } => ({
  lessons: lessons.flatMap(({ title, summary, objective, sections }, nth) => [
    [`${slug} lesson l-${nth}`, [title, summary, objective]] as const,
    ...sections.flatMap(({ word, cells, items, bold, ...rest }, i) => [
      [
        `${slug} section l-${nth} s${i + 1}`,
        [rest.title, rest.paragraph, rest.note, rest.option, ...items, ...cells, `发${bold}货`],
      ] as const,
      [`${slug} word l-${nth} s${i + 1} ${word.term}`, [word.term, word.says]] as const,
    ]),
  ]),
  questions: questions.map(({ text, options, explanation }, nth) => [`${slug} question l-0 q-${nth}`, [text, ...options, explanation]]),
})

const placeOf = ({ kind, course, lesson, section, key }: FoundPassage) =>
  [course.slug, kind, lesson.slug, section, key].filter(Boolean).join(' ')

const saying = (said: Said, text: string) => said.filter(([, texts]) => texts.some((one) => one.includes(text))).map(([place]) => place)

async function expectExactly(site: TestSite, viewer: Viewer, said: Said, pair: string) {
  const { rows, isAll } = await searchLessons(site, viewer, { search: pair, most: 1_000 })
  expect({ isAll, places: rows.map(placeOf).sort() }).toEqual({ isAll: true, places: saying(said, pair).sort() })
}

test('two characters are found wherever they stand in what the viewer may see, and nowhere else', async () => {
  const site = await aSite()
  let made = 0
  await fc.assert(
    fc.asyncProperty(course, course, fc.constantFrom(...signs), async (own, other, first) => {
      made += 1
      const [ownSlug, otherSlug] = [`own-${made}`, `other-${made}`]
      await offer(site, toCourse(ownSlug, own))
      await offer(site, toCourse(otherSlug, other))
      const { id } = await aCohort(site, { courseSlug: ownSlug, number: made })
      const personId = await aPerson(site)
      await enrol(site, id, personId)
      const trainee = aViewer('trainee', { kind: 'own' }, { personId })
      const [mine, theirs] = [sayingsOf(ownSlug, own), sayingsOf(otherSlug, other)]
      everything.push(...mine.lessons, ...mine.questions, ...theirs.lessons, ...theirs.questions)
      for (const second of signs) await expectExactly(site, trainee, mine.lessons, first + second)
      await expectExactly(site, aViewer('instructor', { kind: 'own' }), everything, `${first}茶`)
    }),
    { numRuns: 15 },
  )
})

/** What all courses say that are offered by now. */
const everything: Said[number][] = []
