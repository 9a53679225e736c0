// The bench rows of a large register: finding people, others' wait while a long read goes on, the attendance of a class.
import { performance } from 'node:perf_hooks'
import { operatorViewer } from '#app/cli/answer.ts'
import { enrolPersons, planCohort, readCohort, stepCohort, takeAttendance } from '#app/modules/cohorts/cohorts.server.ts'
import { readDeskHome } from '#app/modules/desk-home/desk-home.server.ts'
import { listHouseholds, listPersons } from '#app/modules/households/households.server.ts'
import { requestHouseholdReport, exportHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { searchDesk } from '#app/modules/search/search.server.ts'
import type { Site } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import type { Row } from './exams.ts'
import { nameOf, period, phoneOf } from './reports.ts'
import { median, timesOf, waitDuring } from './times.ts'

/** Each search five times, the first one cold; the median in milliseconds. */
async function searchRows(site: Site, people: number): Promise<Row[]> {
  const name = nameOf(Math.floor(people / 2))
  const asked: Record<string, Parameters<typeof listPersons>[2]> = {
    'part of a name': { search: name.slice(0, 2) },
    'a surname': { search: name.slice(0, 1) },
    initials: { search: 'wc' },
    'the end of a phone': { search: phoneOf(7).slice(-4) },
    'the beginning of a phone': { search: phoneOf(7).slice(0, 7) },
    'the last page of all': { position: { page: 1, last: true } },
  }
  const rows: Row[] = []
  for (const [what, wanted] of Object.entries(asked)) {
    const took = median(await timesOf(5, () => listPersons(site, operatorViewer, wanted)))
    rows.push({
      what: `people, ${people.toLocaleString('en')} persons: ${what}`,
      figure: `${took.toFixed(1)} ms`,
      budget: '≤ 50 ms',
      ok: took <= 50,
    })
  }
  return rows
}

/** The search of the whole desk, as the administrator, who reaches everything: each kind of search five times; the median. */
async function deskSearchRows(site: Site, people: number): Promise<Row[]> {
  const name = nameOf(Math.floor(people / 2))
  const [household] = (await listHouseholds(site, operatorViewer, { position: { page: 1, last: true } })).rows
  const asked: Record<string, string> = {
    'a name': name,
    'a surname': name.slice(0, 1),
    'a sound': 'wang',
    initials: 'wc',
    'the end of a phone': phoneOf(7).slice(-4),
    'the middle of a phone': phoneOf(7).slice(3, 7),
    'a whole phone': phoneOf(7),
    'part of a household number': household?.number.slice(-4) ?? '0001',
    'a household number that nobody has': 'Q9Q9Q9',
    'a township': '清坪镇',
  }
  const rows: Row[] = []
  for (const [what, search] of Object.entries(asked)) {
    const took = median(await timesOf(5, () => searchDesk(site, operatorViewer, search)))
    rows.push({
      what: `people search, ${people.toLocaleString('en')} persons: ${what}`,
      figure: `${took.toFixed(1)} ms`,
      budget: '≤ 50 ms',
      ok: took <= 50,
    })
  }
  return rows
}

/** The lists of people and households by what they are registered as. */
async function filteredRows(site: Site, people: number): Promise<Row[]> {
  const asked: Record<string, () => Promise<unknown>> = {
    'people, registered poor': () => listPersons(site, operatorViewer, { filter: { status: 'registered' } }),
    'people, lifted': () => listPersons(site, operatorViewer, { filter: { status: 'lifted' } }),
    'people, relapsed': () => listPersons(site, operatorViewer, { filter: { status: 'returned' } }),
    households: () => listHouseholds(site, operatorViewer),
    'households, registered poor': () => listHouseholds(site, operatorViewer, { filter: { status: 'registered' } }),
    'households, relapsed': () => listHouseholds(site, operatorViewer, { filter: { status: 'returned' } }),
  }
  const rows: Row[] = []
  for (const [what, list] of Object.entries(asked)) {
    const took = median(await timesOf(5, list))
    rows.push({
      what: `list of ${what}, ${people.toLocaleString('en')} persons`,
      figure: `${took.toFixed(1)} ms`,
      budget: '≤ 200 ms',
      ok: took <= 200,
    })
  }
  return rows
}

async function waitRows(site: Site): Promise<Row[]> {
  const works: Record<string, () => Promise<unknown>> = {
    'an export of the household report': async () => new Response(await exportHouseholdReport(site, operatorViewer, period)).arrayBuffer(),
    'a household report of an earlier day': () => requestHouseholdReport(site, operatorViewer, { ...period, asOf: new Date('2026-01-01') }),
    'a list of those without registration in a township of which all have one': () =>
      listPersons(site, operatorViewer, { filter: { status: 'unregistered', region: '422826105' } }),
    'a list of all people by the sound of their names': () => listPersons(site, operatorViewer, { filter: { sort: 'name' } }),
    'a list of all people by household, from its end': () =>
      listPersons(site, operatorViewer, { filter: { sort: 'household', dir: 'desc' }, position: { page: 1, last: true } }),
    'a list of all households by their heads': () => listHouseholds(site, operatorViewer, { filter: { sort: 'head' } }),
  }
  const rows: Row[] = []
  for (const [what, work] of Object.entries(works)) {
    const { longest, took } = await waitDuring(work)
    rows.push({
      what: `others' wait during ${what}`,
      figure: `${longest.toFixed(0)} ms; it takes ${(took / 1000).toFixed(1)} s`,
      budget: '≤ 100 ms',
      ok: longest <= 100,
    })
  }
  return rows
}

/** The home of the administrator's desk, who reaches everything: the first time, and the median of five. */
async function deskHomeRows(site: Site, people: number): Promise<Row[]> {
  const times = await timesOf(5, () => readDeskHome(site, operatorViewer, { hasAddress: true }))
  const [took, first] = [median(times), times[0]!]
  return [
    {
      what: `desk home, ${people.toLocaleString('en')} persons`,
      figure: `${took.toFixed(1)} ms; the first time ${first.toFixed(0)} ms`,
      budget: '≤ 200 ms',
      ok: took <= 200,
    },
  ]
}

/** A class of sixty has its attendance taken. */
export async function attendanceRow(site: Site, completed: number, clock = () => performance.now()): Promise<Row> {
  const today = site.now().toISOString().slice(0, 10)
  const id = await planCohort(site, operatorViewer, {
    number: 1 + Math.floor(Math.random() * 999),
    name: '测量班',
    tier: 'entrepreneur',
    courseSlug: 'sell-tea-and-potatoes',
    regionCode: '422826100',
    place: '镇文化站',
    attendanceRequired: 60,
    sessions: [{ day: today, startsAt: '00:00', topic: '第一讲' }],
  })
  const { rows } = await listPersons(site, operatorViewer, { position: { page: 1, last: true } })
  const { rows: more } = await listPersons(site, operatorViewer)
  await enrolPersons(site, operatorViewer, { cohortId: id, personIds: [...rows, ...more].slice(0, 60).map((person) => person.id) })
  for (const type of ['OPEN', 'START']) {
    await stepCohort(site, operatorViewer, { id, version: (await readCohort(site, operatorViewer, id)).version, event: { type } })
    await runUntilIdle(site, workflows)
  }
  const { sessions, trainees } = await readCohort(site, operatorViewer, id)
  const begun = clock()
  await takeAttendance(site, operatorViewer, {
    sessionId: sessions[0]!.id,
    marks: trainees.map(({ enrolmentId }) => ({ enrolmentId, mark: 'present', how: 'list' })),
  })
  const took = clock() - begun
  return {
    what: `attendance of ${trainees.length}, ${completed.toLocaleString('en')} completions`,
    figure: `${took.toFixed(1)} ms`,
    budget: '≤ 50 ms',
    ok: took <= 50,
  }
}

/** All rows, on a register that was filled for reports. */
export const benchPeople = async (site: Site, { people, completed }: { people: number; completed: number }): Promise<Row[]> => [
  ...(await searchRows(site, people)),
  ...(await deskSearchRows(site, people)),
  ...(await filteredRows(site, people)),
  ...(await waitRows(site)),
  await attendanceRow(site, completed),
  ...(await deskHomeRows(site, people)),
]
