// The people of a class and its attendance, a page at a time, over the product's own addresses.
import { beforeAll, expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { enrolPersons, readAttendanceSheet, readCohort, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { aCohort, anAdmin, aPerson, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 60_000)

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
}, 60_000)

test('a class of hundreds is shown 200 at a time, and its workbook holds all of them', async () => {
  await using server = await aServedClass(210)
  const page = await server.read(`${server.at}/trainees?sort=name&dir=desc&page=2`)
  expect(page.includes('共 210 人，第 201–210')).toBe(true)
  expect(page.includes('aria-sort="descending"')).toBe(true)
  const workbook = await (await server.ask(`${server.at}/trainees.xlsx?sort=name&columns=state`)).arrayBuffer()
  const rows = []
  for await (const some of readSpreadsheet(Buffer.from(workbook))) rows.push(...some)
  expect([rows.length, rows[0]!.cells.map(({ text }) => text)]).toEqual([211, ['姓名', '状态']])
}, 60_000)

test('a figure of the class counts those whom its list shows', async () => {
  await using server = await aServedClass(3)
  const [one] = (await readCohort(server.site, anAdmin, server.cohortId)).trainees
  await stepEnrolment(server.site, anAdmin, { enrolmentId: one!.enrolmentId, event: { type: 'SKIP_EXAM', reason: '外出务工' } })
  const [, href, count] = /href="([^"]*)"><span>在学<\/span><b>(\d+)<\/b>/.exec(await server.read(server.at)) ?? []
  expect(count).toBe('2')
  expect(await server.read(href!)).toContain(`共 ${count} 人`)
}, 60_000)
