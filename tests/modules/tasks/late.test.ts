// What waited on a phone without a network, and arrives when the class is not what it was.
import { expect, test } from 'vitest'
import { changeCourseVersion } from '#app/modules/cohorts/cohorts.server.ts'
import { askInquiry, listWaitingInquiries } from '#app/modules/inquiries/inquiries.server.ts'
import { readLesson } from '#app/modules/learning/learning.server.ts'
import { listWaitingTasks } from '#app/modules/tasks/tasks.server.ts'
import { anMp3 } from '#tests/media/makers.ts'
import { aClass, administrator, aStudent } from '#tests/modules/learning/makers.ts'
import { aCourseToSearch, offer } from '#tests/modules/lesson-search/makers.ts'
import { step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aClassWithATask, hand, place } from './makers.ts'

const { course, lesson } = place
const question = { course, lesson, text: '为什么退回来了？', brought: {} }

test('a task and a question that arrive after the class was closed are kept, and the instructor finds both', async () => {
  const { site, cohortId, student, instructor } = await aClassWithATask()
  for (const event of ['OPEN', 'START'] as const) await step(site, cohortId, event)
  site.clock.set('2019-03-20T10:00:00+08:00')
  await step(site, cohortId, 'CLOSE')
  await hand(site, student, { text: '路上没有网', voice: anMp3() })
  const { sections } = await readLesson(site, student, course, lesson)
  await askInquiry(site, student, { ...question, section: sections[0]?.id ?? '' })
  expect((await listWaitingTasks(site, instructor)).count).toBe(1)
  expect((await listWaitingInquiries(site, administrator)).count).toBe(1)
})

const aVersion = (site: TestSite, revision: string, ...headings: string[]) =>
  offer(site, aCourseToSearch(course, { revision, lessons: [{ slug: lesson, title: '打包', summary: '会打包。', text: headings.map((heading) => `## ${heading}\n\n垫纸。`).join('\n\n') }] })) // prettier-ignore

test('a question about a section that the class was moved away from is kept, also of a page that does not say its version', async () => {
  const site = await aSite()
  const from = await aVersion(site, '1', '现在的一节', '以前的一节')
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  const [, before] = (await readLesson(site, student, course, lesson)).sections
  const to = await aVersion(site, '2', '现在的一节')
  await site.write('operator', 'given', (tx) =>
    changeCourseVersion(tx, administrator, { id: cohortId, from, to, reason: '新版讲得更清楚' }),
  )
  const section = before?.id ?? ''
  await askInquiry(site, student, { ...question, section, version: from })
  await askInquiry(site, student, { ...question, section, text: '为什么又退回来了？' })
  const { count, groups } = await listWaitingInquiries(site, administrator)
  expect(count).toBe(2)
  expect(JSON.stringify(groups)).toContain('以前的一节')
  expect(JSON.stringify(groups)).not.toContain('现在的一节')
  await expect(askInquiry(site, student, { ...question, section: 'nowhere' })).rejects.toMatchObject({ status: 404 })
})
