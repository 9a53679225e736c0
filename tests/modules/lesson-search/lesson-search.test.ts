// What a search in lessons finds, for whom, and what it marks.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { offerCourse, withdrawOffer } from '#app/modules/courses/courses.server.ts'
import { type FoundPassage, indexMissingVersions, searchLessons } from '#app/modules/lesson-search/lesson-search.server.ts'
import type { MarkedText } from '#app/modules/lesson-search/marked-text.ts'
import { newId } from '#db/id.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { searchedVersions } from '#db/schema/lesson-search.ts'
import { aCohort, anAdmin, anOfficer, aPerson, aViewer, enrol } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCourseToSearch, offer } from './makers.ts'

const packing = aCourseToSearch('packing', {
  title: '打包发货',
  lessons: [
    {
      slug: 'boxes',
      title: '选箱子',
      summary: '箱子要新的。',
      text: `土豆怕潮。

## 重量怎么算

首重一公斤，**快**递按首重收钱。SKU 写在箱子上，App 里也要写。

<Check id="rain" question="下大雨怎么办？">
<Option text="告诉买的人" right>说在前面。</Option>
<Option text="填假单号">会被罚。</Option>
</Check>

## 常用的词

<Words>
<Word term="首重" sound="shǒu zhòng">

寄快递时，起步的那一公斤。

</Word>
</Words>
`,
    },
  ],
  questions: [
    { id: 'heavy', text: '三公斤的箱子怎么算钱？', options: [{ key: 'a', text: '按续重算' }], explanation: '超过的部分叫续重。' },
    { id: 'true', kind: 'trueFalse', text: '空箱子也要称。', options: [{ key: 'a', text: '对' }], explanation: '称过才知道。' },
  ],
})

const textOf = (marked: MarkedText) => marked.map(({ text }) => text).join('')
const foundIn = (marked: MarkedText) => marked.flatMap(({ text, isFound }) => (isFound ? [text] : []))
const nameOf = ({ kind, lesson, section, key }: FoundPassage) => [kind, lesson.slug, section, key].filter(Boolean).join(' ')

const find = async (site: TestSite, viewer: Viewer, search: string, most = 50) => (await searchLessons(site, viewer, { search, most })).rows
const names = async (site: TestSite, viewer: Viewer, search: string) => (await find(site, viewer, search)).map(nameOf)

/** Somebody who studies in a class on the course as it is offered now. */
async function aTraineeOf(site: TestSite, courseSlug: string, number = 1): Promise<Viewer & { enrolmentId: string; cohortId: string }> {
  const { id } = await aCohort(site, { courseSlug, number })
  const personId = await aPerson(site)
  const enrolmentId = await enrol(site, id, personId)
  return { ...aViewer('trainee', { kind: 'own' }, { personId }), enrolmentId, cohortId: id }
}

const aWriter = aViewer('instructor', { kind: 'own' })

test('lessons, sections and words are found by two characters that stand together in them, as readers see them', async () => {
  const site = await aSite()
  await offer(site, packing)
  const trainee = await aTraineeOf(site, 'packing')
  expect(await names(site, trainee, '怕潮')).toEqual(['lesson boxes'])
  expect(await names(site, trainee, '快递')).toEqual(['word boxes s2 首重', 'section boxes s1'])
  expect(await names(site, trainee, '大雨')).toEqual(['section boxes s1'])
  expect(await names(site, trainee, '假单号')).toEqual(['section boxes s1'])
  expect(await names(site, trainee, '常用')).toEqual(['section boxes s2'])
  expect(await names(site, trainee, '货潮')).toEqual([])
  expect(await names(site, trainee, '重首')).toEqual([])
})

test('what the name says comes before what only stands somewhere', async () => {
  const site = await aSite()
  await offer(site, packing)
  const [first] = await find(site, aWriter, '首重')
  expect(first && nameOf(first)).toBe('word boxes s2 首重')
})

test('headings are found by the initials of pinyin, in every reading, and texts are not', async () => {
  const site = await aSite()
  await offer(site, packing)
  const trainee = await aTraineeOf(site, 'packing')
  expect(await names(site, trainee, 'xxz')).toEqual(['lesson boxes'])
  expect(await names(site, trainee, 'SZ')).toEqual(['word boxes s2 首重'])
  expect(await names(site, trainee, 'sc')).toEqual(['word boxes s2 首重']) // 重 is chong as well
  expect(await names(site, trainee, 'zlzms')).toEqual(['section boxes s1'])
  expect(await names(site, trainee, 'pc')).toEqual([]) // 怕潮 stands in a text
})

test('initials must stand one after the other', async () => {
  const site = await aSite()
  await offer(site, aCourseToSearch('twice', { lessons: [{ slug: 'one', title: '打包，包货', summary: '一句。', text: '## 一\n\n字。' }] }))
  expect(await names(site, aWriter, 'db')).toEqual(['lesson one'])
  expect(await names(site, aWriter, 'dbh')).toEqual([])
})

test('words in Latin letters are found from their beginning, whatever their width and case', async () => {
  const site = await aSite()
  await offer(site, packing)
  const trainee = await aTraineeOf(site, 'packing')
  for (const typed of ['sku', 'SKU', 'ｓｋｕ', 'sk', 'app']) expect(await names(site, trainee, typed)).toEqual(['section boxes s1'])
  expect(await names(site, trainee, 'ku')).toEqual([])
  expect(await names(site, trainee, 's')).toEqual([])
})

test('everything that was typed must be there, in any order', async () => {
  const site = await aSite()
  await offer(site, packing)
  const trainee = await aTraineeOf(site, 'packing')
  expect(await names(site, trainee, '大雨 sku')).toEqual(['section boxes s1'])
  expect(await names(site, trainee, '怕潮 大雨')).toEqual([])
})

test('signs of the index are signs like others, and nothing at all finds nothing', async () => {
  const site = await aSite()
  await offer(site, packing)
  for (const typed of ['', ' ', '"', '*', 'heading:', 'a" OR "b', ') OR (', '{body} : x', 'NEAR(a b)', '^', '\u0000', '-', '%', '_'])
    expect(await names(site, aWriter, typed)).toEqual([])
  expect(await names(site, aWriter, '"大雨" AND OR')).toEqual([])
  expect(await names(site, aWriter, '(大雨)*')).toEqual(['section boxes s1'])
})

test('what was found is marked, and shown with what stands around it', async () => {
  const site = await aSite()
  await offer(site, packing)
  const [section] = await find(site, aWriter, '大雨')
  expect(section && foundIn(section.excerpt)).toEqual(['大雨'])
  expect(section && textOf(section.excerpt)).toContain('下大雨怎么办？ 告诉买的人')
  const [lesson] = await find(site, aWriter, 'xxz')
  expect(lesson && foundIn(lesson.heading)).toEqual(['选箱子'])
  const [latin] = await find(site, aWriter, 'ｓK')
  expect(latin && foundIn(latin.excerpt)).toEqual(['SK'])
})

test('a trainee finds no question', async () => {
  const site = await aSite()
  await offer(site, packing)
  const trainee = await aTraineeOf(site, 'packing')
  expect(await names(site, trainee, '续重')).toEqual([])
  expect(await names(site, aWriter, '续重')).toEqual(['question boxes heavy'])
  expect(await names(site, aWriter, 'kxz')).toEqual(['question boxes true'])
})

test('a trainee finds what the latest class on a course studies, and of no other course', async () => {
  const site = await aSite()
  const lesson = (text: string) => [{ slug: 'one', title: '第一课', summary: '一句。', text: `## 一节\n\n${text}` }]
  await offer(site, aCourseToSearch('old', { lessons: lesson('旧的说法') }))
  const trainee = await aTraineeOf(site, 'old')
  await offer(site, aCourseToSearch('old', { lessons: lesson('新的说法'), revision: '2' }))
  await offer(site, aCourseToSearch('other', { lessons: lesson('别人的说法') }))
  expect(await names(site, trainee, '旧的')).toEqual(['section one s1'])
  expect(await names(site, trainee, '新的')).toEqual([])
  expect(await names(site, trainee, '别人')).toEqual([])
  expect(await names(site, aWriter, '旧的')).toEqual([])
  expect(await names(site, aWriter, '说法')).toEqual(['section one s1', 'section one s1'])
  const ofTheClass = aViewer('instructor', { kind: 'cohort', id: trainee.cohortId })
  expect(await names(site, ofTheClass, '旧的')).toEqual(['section one s1'])
  const later = await aCohort(site, { courseSlug: 'old', number: 2, days: ['2019-04-01'] })
  await enrol(site, later.id, trainee.personId ?? '')
  expect(await names(site, trainee, '新的')).toEqual(['section one s1'])
  expect(await names(site, trainee, '旧的')).toEqual([])
})

test('a place that two versions agree on is found once', async () => {
  const site = await aSite()
  const lessons = [{ slug: 'one', title: '第一课', summary: '一句。', text: '## 一节\n\n同样的话。' }]
  await offer(site, aCourseToSearch('same', { lessons }))
  await aCohort(site, { courseSlug: 'same' })
  const second = await offer(site, aCourseToSearch('same', { lessons, revision: '2' }))
  const found = await find(site, anAdmin, '同样')
  expect(found.map(({ course }) => course.versionId)).toEqual([second])
})

test('what is no longer offered and no class studies is found by nobody', async () => {
  const site = await aSite()
  await offer(site, packing)
  expect(await names(site, aWriter, '大雨')).not.toEqual([])
  await site.write('system', 'withdraw', (tx) => withdrawOffer(tx, 'packing'))
  expect(await names(site, aWriter, '大雨')).toEqual([])
})

test('who neither studies nor writes courses finds nothing', async () => {
  const site = await aSite()
  await offer(site, packing)
  await aCohort(site, { courseSlug: 'packing' })
  const personId = await aPerson(site)
  const others = [
    anOfficer,
    aViewer('official', { kind: 'region', code: '422826' }),
    aViewer('coordinator', { kind: 'everything' }),
    aViewer('shopOwner', { kind: 'own' }, { personId }),
    aViewer('trainee', { kind: 'own' }, { personId }),
    aViewer('trainee', { kind: 'own' }),
  ]
  for (const viewer of others) expect(await names(site, viewer, '大雨')).toEqual([])
})

test('a version is searchable with the write that froze it, and not at all if that write failed', async () => {
  const site = await aSite()
  const failing = site.write('system', 'freeze and fail', async (tx) => {
    await offerCourse(tx, packing)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await offer(site, packing)
  expect(await names(site, aWriter, '大雨')).toEqual(['section boxes s1'])
  expect(await site.read.$count(searchedVersions)).toBe(1)
  await offer(site, packing)
  expect(await names(site, aWriter, '大雨')).toEqual(['section boxes s1'])
})

test('versions that were frozen before are indexed slice by slice, once', async () => {
  const site = await aSite()
  const { contentHash, ...content } = aCourseToSearch('long', {
    lessons: Array.from({ length: 70 }, (_, nth) => ({
      slug: `l-${nth}`,
      title: `第${nth}课`,
      summary: '一句。',
      text: '## 早先的\n\n很久。',
    })),
  })
  const id = newId()
  await site.write('system', 'as before there was an index', async (tx) => {
    await tx
      .insert(courseVersions)
      .values({ id, courseSlug: 'long', title: '长', tier: 'entrepreneur', contentHash, content, publishedAt: tx.at })
  })
  const { id: cohortId } = await aCohort(site, { courseSlug: 'sell-tea-and-potatoes' })
  await site.write('system', 'study it', async (tx) => {
    await tx.update(cohorts).set({ courseVersionId: id }).where(eq(cohorts.id, cohortId))
  })
  const teacher = aViewer('instructor', { kind: 'cohort', id: cohortId })
  expect(await searchLessons(site, teacher, { search: '早先', most: 100 })).toMatchObject({ rows: [], waiting: 1 })
  let slices = 0
  await indexMissingVersions(site, () => slices++ < 2)
  expect((await searchLessons(site, teacher, { search: '早先', most: 100 })).waiting).toBe(1)
  expect(await indexMissingVersions(site)).toBe(1)
  expect(await indexMissingVersions(site)).toBe(0)
  const found = await searchLessons(site, teacher, { search: '早先', most: 100 })
  expect(found).toMatchObject({ waiting: 0, isAll: true })
  expect(found.rows).toHaveLength(70)
  expect(await searchLessons(site, teacher, { search: '早先', most: 10 })).toMatchObject({ isAll: false, rows: { length: 10 } })
})

test('a huge version is indexed in slices after it was frozen, so that nobody waits for it; until then the search says that more is coming', async () => {
  const site = await aSite()
  const huge = aCourseToSearch('huge', {
    title: '很长的课',
    lessons: Array.from({ length: 120 }, (_, nth) => ({
      slug: `l-${nth}`,
      title: `第${nth}课`,
      summary: '一句。',
      text: '## 从前的\n\n很久。',
    })),
  })
  const id = await offer(site, huge)
  const { id: cohortId } = await aCohort(site, { courseSlug: 'sell-tea-and-potatoes' })
  await site.write('system', 'study it', async (tx) => {
    await tx.update(cohorts).set({ courseVersionId: id }).where(eq(cohorts.id, cohortId))
  })
  const teacher = aViewer('instructor', { kind: 'cohort', id: cohortId })
  const before = await searchLessons(site, teacher, { search: '从前', most: 500 })
  expect(before.waiting).toBe(1)
  expect(before.rows.length).toBeLessThan(120)
  expect(await indexMissingVersions(site)).toBe(1)
  const after = await searchLessons(site, teacher, { search: '从前', most: 500 })
  expect(after.waiting).toBe(0)
  expect(after.rows).toHaveLength(120)
})
