// The bench rows of a class of 2,000: its pages, its attendance, and what waits for its instructor.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { operatorViewer } from '#app/cli/answer.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { enrolPersons, planCohort, readCohort, stepCohort, takeAttendance } from '#app/modules/cohorts/cohorts.server.ts'
import { readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { newId } from '#db/id.ts'
import { persons } from '#db/schema/households.ts'
import { sectionProgress, versionMarks } from '#db/schema/learning.ts'
import { startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'
import { nameOf } from './reports.ts'
import { median, timesOf } from './times.ts'
import { letClassWait } from './waiting.ts'

const size = 2_000

/** A running class of so many people of one township's villages, with two sessions. */
async function aLargeClass(site: Site): Promise<{ id: string; sessionIds: string[] }> {
  const today = site.now().toISOString().slice(0, 10)
  const villages = listChildren('422826100', today).map(({ code }) => code)
  const personIds = Array.from({ length: size }, () => newId())
  for (let from = 0; from < size; from += 500)
    await site.write('operator', 'people of the bench', async (tx) => {
      const rows = personIds.slice(from, from + 500).map((id, i) => ({
        id,
        name: nameOf(from + i),
        sex: 'female' as const,
        birthday: '1984-05-06',
        regionCode: villages[(from + i) % villages.length]!,
        knownAt: tx.at,
      }))
      await tx.insert(persons).values(rows)
    })
  const id = await planCohort(site, operatorViewer, {
    number: 1,
    name: '测量班',
    tier: 'entrepreneur',
    courseSlug: 'sell-tea-and-potatoes',
    regionCode: '422826100',
    place: '镇文化站',
    attendanceRequired: 60,
    sessions: ['第一讲', '第二讲'].map((topic, i) => ({ day: today, startsAt: `0${i}:00`, topic })),
  })
  await enrolPersons(site, operatorViewer, { cohortId: id, personIds })
  for (const type of ['OPEN', 'START']) {
    await stepCohort(site, operatorViewer, { id, version: (await readCohort(site, operatorViewer, id)).version, event: { type } })
    await runUntilIdle(site, workflows)
  }
  return { id, sessionIds: (await readCohort(site, operatorViewer, id)).sessions.map((session) => session.id) }
}

/** All of them are marked at once; meanwhile others write. */
async function attendanceRows(site: Site, { id, sessionIds }: { id: string; sessionIds: string[] }): Promise<Row> {
  const { trainees } = await readCohort(site, operatorViewer, id)
  let goesOn = true
  let longest = 0
  const others = (async () => {
    while (goesOn) {
      const begun = performance.now()
      await site.write('operator', 'somebody else', () => Promise.resolve())
      longest = Math.max(longest, performance.now() - begun)
      await pause(5)
    }
  })()
  const times: number[] = []
  for (const sessionId of sessionIds) {
    const begun = performance.now()
    await takeAttendance(site, operatorViewer, {
      sessionId,
      marks: trainees.map(({ enrolmentId }) => ({ enrolmentId, mark: 'present', how: 'list' })),
    })
    times.push(performance.now() - begun)
  }
  goesOn = false
  await others
  const took = Math.max(...times) / 1000
  return {
    what: `attendance of ${size.toLocaleString('en')}`,
    figure: `${took.toFixed(2)} s; others wait ${longest.toFixed(0)} ms at most to write`,
    budget: '≤ 1 s, others ≤ 100 ms',
    ok: took <= 1 && longest <= 100,
  }
}

/** All of them have read two thirds of the course, and half of them said in two lessons that they do not understand something. */
async function aLearningClass(site: Site, cohortId: string) {
  const { courseVersionId, courseSlug, trainees } = await readCohort(site, operatorViewer, cohortId)
  const version = await readCourseVersion(site, courseVersionId)
  const read: Pick<typeof sectionProgress.$inferInsert, 'lessonSlug' | 'section'>[] = []
  for (const { slug, source } of version.lessons.slice(0, Math.ceil((version.lessons.length * 2) / 3)))
    for (const { id } of (await renderLesson(site, source)).sections) read.push({ lessonSlug: slug, section: id })
  for (let from = 0; from < trainees.length; from += 50)
    await site.write('operator', 'progress of the bench', async (tx) => {
      for (const [i, { personId }] of trainees.slice(from, from + 50).entries()) {
        const at = { firstAt: tx.at, receivedAt: tx.at }
        await tx.insert(sectionProgress).values(read.map((section) => ({ personId, courseSlug, ...section, ...at })))
        if (i % 2 === 1) continue
        const mark = { courseVersionId, personId, value: '1', markedAt: tx.at, firstValue: '1', firstAt: tx.at }
        const said = ['stuck:s2', 'stuck:s3', 'check:first-goods'].map((key) => ({ ...mark, lessonSlug: 'choose-goods', key }))
        await tx.insert(versionMarks).values(said)
      }
    })
}

/** Weighs a page and takes its time, five times over, as the township’s officer. */
async function pageRow(what: string, url: string, cookie: string, most = 0.5): Promise<Row> {
  let bytes = 0
  const times = await timesOf(5, async () => {
    const answer = await fetch(url, { headers: { cookie } })
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status}`)
    bytes = (await answer.arrayBuffer()).byteLength // without compression: `fetch` has undone it
  })
  const took = median(times) / 1000
  return {
    what: `${what} of ${size.toLocaleString('en')}`,
    figure: `${(bytes / 1000).toFixed(0)} kB, ${took.toFixed(2)} s`,
    budget: `≤ 300 kB, ≤ ${most} s`,
    ok: bytes <= 300_000 && took <= most,
  }
}

export async function benchLargeClass(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  const cohort = await aLargeClass(site)
  const marks = await attendanceRows(site, cohort)
  await aLearningClass(site, cohort.id)
  await letClassWait(site, cohort.id)
  const { accountId } = await createUser(site, operatorViewer, {
    name: '测量员',
    role: 'townshipOfficer',
    region: '422826100',
    phone: '13900070034',
  })
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const instructor = await createUser(site, operatorViewer, {
    name: '测量讲师',
    role: 'instructor',
    cohort: cohort.id,
    phone: '13900070035',
  })
  const instructorCookie = (await createSession(site, instructor.accountId)).split(';')[0]!
  await site.close()
  const server = await startServer({ dataFolder })
  const at = `${server.origin}/desk/cohorts/${cohort.id}`
  try {
    return [
      await pageRow('class page', at, cookie),
      await pageRow('list of trainees', `${at}/trainees`, cookie),
      await pageRow('list of trainees, the last page by name,', `${at}/trainees?sort=name&page=10`, cookie),
      await pageRow('how a class learns, as its instructor sees it,', `${at}/progress`, instructorCookie, 0.3),
      await pageRow('home of an instructor, with a task and two questions waiting of each', `${server.origin}/desk`, instructorCookie, 0.3),
      await pageRow('tasks that wait, one', `${server.origin}/desk/tasks`, instructorCookie, 0.3),
      await pageRow('questions that wait, two', `${server.origin}/desk/inquiries`, instructorCookie, 0.3),
      await pageRow('attendance page', `${at}/sessions/${cohort.sessionIds[0]!}`, cookie),
      marks,
    ]
  } finally {
    await server.kill()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
