// The people of a class and its attendance, a page at a time, over the product's own addresses.
import { beforeAll, expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { enrolPersons, readAttendanceSheet, readCohort, stepEnrolment, takeAttendance } from '#app/modules/cohorts/cohorts.server.ts'
import { listStillToSit, planExam } from '#app/modules/exams/exams.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { aPlan } from '#tests/support/exam-hall.ts'
import { aCohort, anAdmin, aPerson, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

/** A running class of so many people, with one session today, and an officer who asks about it. */
async function aServedClass(people: number) {
  const site = await aSite()
  const { id: cohortId, sessions } = await aCohort(site, { days: ['2019-03-04'] })
  const sessionId = sessions[0]!
  await step(site, cohortId, 'OPEN')
  const personIds = await Promise.all(Array.from({ length: people }, (_, i) => aPerson(site, { name: `田小${i}` })))
  await enrolPersons(site, anAdmin, { cohortId, personIds })
  await step(site, cohortId, 'START')
  const { accountId } = await createUser(site, anAdmin, {
    name: '张专干',
    role: 'townshipOfficer',
    region: '422826100',
    phone: '13900070031',
  })
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const { origin, close } = await screens.serve(site)
  /** The text of a page, without the marks that React leaves between texts. */
  const read = async (path: string) => (await (await ask(path)).text()).replaceAll('<!-- -->', '')
  const ask = (path: string, form?: URLSearchParams) =>
    fetch(origin + path, { method: form ? 'POST' : 'GET', redirect: 'manual', headers: { cookie, origin }, body: form ?? null })
  const marked = async () =>
    (await readAttendanceSheet(site, anAdmin, { cohortId, sessionId })).lines.filter(({ mark }) => mark !== null).length
  return {
    site,
    cohortId,
    sessionId,
    ask,
    read,
    marked,
    at: `/desk/cohorts/${cohortId}`,
    attendance: `/desk/cohorts/${cohortId}/sessions/${sessionId}`,
    [Symbol.asyncDispose]: async () => void (await close()),
  }
}

/** What a browser would post of a page: all fields but those that nobody chose. */
const fieldsOf = (html: string) =>
  new URLSearchParams(
    [...html.matchAll(/<input type="hidden" name="((?:seen-|unmarked)[^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  )

test('attendance is saved a page at a time: the marks of other pages stay as they are', async () => {
  await using server = await aServedClass(130)
  const first = await server.read(server.attendance)
  expect(first.includes('共 130 人，第 1–100')).toBe(true)
  expect(first.match(/name="seen-/g)).toHaveLength(100)
  expect(first.includes('只存这一页的')).toBe(true)
  const form = fieldsOf(first)
  form.set('rest', 'present')
  form.set('how', 'list')
  const saved = await server.ask(server.attendance, form)
  expect([saved.status, await server.marked()]).toEqual([302, 100])
  const second = `${server.attendance}?page=2`
  const rest = fieldsOf(await server.read(second))
  expect([...rest.keys()].filter((name) => name.startsWith('seen-'))).toHaveLength(30)
  rest.set('rest', 'present')
  expect((await server.ask(second, rest)).headers.get('location')).toBe(`${second}&saved=`) // back to the same page
  expect(await server.marked()).toBe(130)
  expect((await server.read(`${server.attendance}?mark=none`)).includes('没有符合的')).toBe(true)
  const sheet = await server.read(`${server.attendance}?sheet`)
  expect(sheet.match(/<tr>/g)!.length).toBe(1 + 130 + 3) // the whole class to sign, and three lines for who comes unannounced
})

test('a class of hundreds is shown 200 at a time, and its workbook holds all of them', async () => {
  await using server = await aServedClass(210)
  const page = await server.read(`${server.at}/trainees?sort=name&dir=desc&page=2`)
  expect(page.includes('共 210 人，第 201–210')).toBe(true)
  expect(page.includes('aria-sort="descending"')).toBe(true)
  const workbook = await (await server.ask(`${server.at}/trainees.xlsx?sort=name&columns=state`)).arrayBuffer()
  const rows = []
  for await (const some of readSpreadsheet(Buffer.from(workbook))) rows.push(...some)
  expect([rows.length, rows[0]!.cells.map(({ text }) => text)]).toEqual([211, ['姓名', '状态']])
})

test('those for whom a class waits are ticked all at once, over its pages, and stay ticked when the form is refused', async () => {
  await using server = await aServedClass(210)
  const [opensOn, closesOn] = ['2019-03-05', '2019-03-06']
  await planExam(server.site, anAdmin, { cohortId: server.cohortId, ...aPlan, opensOn, closesOn })
  const close = `${server.at}/steps/close`
  const first = await server.read(close)
  expect([first.includes('还能考试的人（210）'), tickedOf(first).length]).toEqual([true, 0])
  const [, workbook = ''] = /href="([^"]*\/waiting\.xlsx)"/.exec(first) ?? []
  const waiting = []
  for await (const some of readSpreadsheet(Buffer.from(await (await server.ask(workbook)).arrayBuffer()))) waiting.push(...some)
  expect([waiting.length, waiting[0]!.cells.map(({ text }) => text)]).toEqual([211, ['姓名', '考试', '最迟']])
  const ask = async (query: string, fields: [string, string][]) => {
    const answer = await server.ask(close + query, new URLSearchParams(fields))
    return { status: answer.status, ticked: tickedOf(await answer.text()) }
  }
  const all = await ask('?tick=all', [['turn', 'there']])
  const enrolment = all.ticked.map((id): [string, string] => ['enrolment', id])
  const refused = await ask('', [['do', 'SKIP_EXAM'], ...enrolment])
  expect([all.ticked.length, refused.status, refused.ticked.length]).toEqual([210, 422, 210])
  expect((await ask('', [['do', 'SKIP_EXAM'], ['reason', '外出务工，没有来考'], ...enrolment])).status).toBe(302)
  expect(await listStillToSit(server.site.read, server.cohortId, server.site.now())).toEqual([])
})

/** Who is ticked, on all pages. */
const tickedOf = (html: string) =>
  [...html.matchAll(/<input[^>]* name="enrolment"[^>]*>/g)]
    .filter(([tag]) => !tag.includes('type="checkbox"') || tag.includes('checked=""'))
    .map(([tag]) => / value="([^"]*)"/.exec(tag)![1]!)

test('a figure of the class counts those whom its list shows', async () => {
  await using server = await aServedClass(3)
  const [one] = (await readCohort(server.site, anAdmin, server.cohortId)).trainees
  await stepEnrolment(server.site, anAdmin, { enrolmentId: one!.enrolmentId, event: { type: 'SKIP_EXAM', reason: '外出务工' } })
  const [, href, count] = /href="([^"]*)"><span>在学<\/span><b>(\d+)<\/b>/.exec(await server.read(server.at)) ?? []
  expect(count).toBe('2')
  expect(await server.read(href!)).toContain(`共 ${count} 人`)
})

/** The row in which somebody's mark is chosen. */
const rowOf = (html: string, name: string) =>
  html
    .replaceAll('<!-- -->', '')
    .split('<tr')
    .find((row) => row.includes(`aria-label="${name}的考勤"`))!

test('a mark that cannot be stored marks the field in its own row: without a reason, and when somebody else was faster', async () => {
  await using server = await aServedClass(2)
  const trainees = (await readCohort(server.site, anAdmin, server.cohortId)).trainees
  const [one, other] = ['田小0', '田小1'].map((wanted) => trainees.find(({ name }) => name === wanted)!.enrolmentId) as [string, string]
  const take = (enrolmentId: string, mark: 'present' | 'absent') =>
    takeAttendance(server.site, anAdmin, { sessionId: server.sessionId, marks: [{ enrolmentId, mark, how: 'list' }] })
  await take(one, 'present')
  const form = fieldsOf(await server.read(server.attendance))
  await take(other, 'absent') // after the page was opened
  form.set(`mark-${one}`, 'late')
  form.set(`mark-${other}`, 'present')
  form.set('how', 'list')
  const answer = await server.ask(server.attendance, form)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const [enrolmentId, name, words] of [
    [one, '田小0', '田小0的考勤已记过，要改请写原因。'],
    [other, '田小1', '别人把田小1的考勤记成了“缺课”'],
  ] as const) {
    expect(rowOf(html, name)).toContain(words)
    expect(rowOf(html, name)).toMatch(
      new RegExp(`<input[^>]*aria-invalid="true"[^>]*name="reason-${enrolmentId}"|name="reason-${enrolmentId}"[^>]*aria-invalid="true"`),
    )
  }
})

test('people ticked in the register are enrolled in a class; the answer names who was not and why', async () => {
  await using server = await aServedClass(1)
  const [here, free] = [await aPerson(server.site, { name: '覃小穗' }), await aPerson(server.site, { name: '向大妹' })]
  const away = await aPerson(server.site, { name: '谭桂兰', regionCode: '422826105201' })
  await enrolPersons(server.site, anAdmin, { cohortId: server.cohortId, personIds: [here] })
  const page = await server.read('/desk/persons')
  expect(page).toContain('给勾选的人报名')
  expect(page.match(/name="person"/g)).toHaveLength(3)
  const tickedIn = (html: string) => html.match(/<input[^>]*name="person"[^>]*checked=""/g)
  const all = await server.ask('/desk/persons?tick=page', new URLSearchParams({ turn: 'there', listed: '' }))
  expect(tickedIn(await all.text())).toHaveLength(3)
  const post = async (cohort: string, ...people: string[]) => {
    const answer = await server.ask(
      '/desk/persons',
      new URLSearchParams([['listed', ''], ['cohort', cohort], ...people.map((id) => ['person', id])]),
    )
    return { status: answer.status, html: (await answer.text()).replaceAll('<!-- -->', '') }
  }
  const unchosen = await post('', free)
  expect([unchosen.status, unchosen.html.includes('请选报到哪个班')]).toEqual([422, true])
  expect(tickedIn(unchosen.html)).toHaveLength(1) // the ticks stay
  expect((await post(server.cohortId)).html).toContain('请勾选要报名的人')
  const { status, html } = await post(server.cohortId, here, free, away)
  expect(status).toBe(200)
  expect(html).toContain('给 1 人报了名')
  expect(html).toContain('覃小穗：已经在这个班。')
  expect(html.includes('谭桂兰')).toBe(false) // she is not in reach
  const names = (await readCohort(server.site, anAdmin, server.cohortId)).trainees.map(({ name }) => name)
  expect(names.sort()).toEqual(['向大妹', '田小0', '覃小穗'].sort())
})
