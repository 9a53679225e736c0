// The pages of an exam that are drawn without Remix are the very pages that their routes draw, at every stage of an exam.
import { beforeAll, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { loadSheet, submitAnswers } from '#app/modules/exams/exams.server.ts'
import type { Site } from '#app/site.ts'
import { attempts } from '#db/schema/exams.ts'
import { sessions } from '#db/schema/sessions.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { startComposing } from './composed-server.ts'
import { aCandidate, aHallFull, answersWith } from '#tests/support/exam-hall.ts'
import { aSite } from '#tests/support/site.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)

const aServer = (site: Site) => startComposing(screens, site)

const asTheRoute = (path: string) => `${path}?route`
const sizes = ['', '; text=22', '; text=30']

test('at every stage of an exam, the pages are what their routes draw', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const { examId, candidates } = await aHallFull(site, 3)
  const stranger = (await createSession(site, (await aCandidate(site, (await aHallFull(site, 0)).cohortId)).accountId)).split(';')[0]!
  let composed = 0
  const same = async (path: string, cookie: string, status = 200) => {
    for (const size of sizes) {
      for (const more of [{}, { 'accept-encoding': 'gzip, deflate, br' }]) {
        const headers = { cookie: cookie + size, ...more }
        const [, { page, wasDrawn }] = [await server.ask(path, headers), await server.ask(path, headers)]
        expect(page.status, path).toBe(status)
        expect(page, path).toEqual((await server.ask(asTheRoute(path), headers)).page)
        expect(wasDrawn).toBe(status !== 200)
        composed += Number(!wasDrawn)
        const tagged = page.headers['etag'] && (await server.ask(path, { ...headers, 'if-none-match': page.headers['etag'] }))
        if (tagged) expect(tagged.page.status).toBe(304)
      }
    }
  }
  for (const [nth, { cookie, viewer }] of candidates.entries()) {
    const exam = `/exams/${examId}`
    await same(exam, cookie)
    const begun = await server.ask(exam, { cookie }, 'begin=1')
    expect(begun.page).toEqual((await server.ask(asTheRoute(exam), { cookie }, 'begin=1')).page) // which goes on with the same sheet
    const sheet = begun.page.headers['location']!
    await same(exam, cookie)
    await same(sheet, cookie)
    await same(`${sheet}/result`, cookie)
    await same(sheet, stranger, 404)
    await same(exam, stranger, 404)
    const attemptId = sheet.split('/').at(-1)!
    await submitAnswers(site, viewer, { attemptId, answers: answersWith(await loadSheet(site, attemptId), [0, 5, 10][nth]!) })
    await same(sheet, cookie)
    const handed = await server.ask(sheet, { cookie }, 'handIn=yes')
    expect(handed.page).toEqual((await server.ask(sheet, { cookie }, 'handIn=yes&again=')).page) // handing in again changes nothing
    expect(handed.page.headers['location']).toBe(`${sheet}/result`)
    await same(sheet, cookie)
    await same(`${sheet}/result`, cookie)
    await same(exam, cookie)
  }
  expect(composed).toBe(candidates.length * 8 * sizes.length * 2)
}, 240_000)

test('a form that is refused, or means something else, is answered by the route', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const { examId, candidates } = await aHallFull(site, 2)
  const [one, other] = [candidates[0]!, candidates[1]!]
  const exam = `/exams/${examId}`
  const sheet = (await server.ask(exam, { cookie: one.cookie }, 'begin=1')).page.headers['location']!
  for (const body of ['handIn=yes', 'at=0&chosen=a&go=1'])
    expect((await server.ask(sheet, { cookie: other.cookie }, body)).page.status).toBe(404)
  const answered = await server.ask(sheet, { cookie: one.cookie }, 'at=0&go=1')
  expect([answered.page.status, answered.page.headers['location']]).toEqual([302, `${sheet}?q=2`])
  expect((await server.ask(exam, { cookie: one.cookie, origin: 'https://elsewhere.example' }, 'begin=1')).page.status).toBe(403)
  await server.ask(sheet, { cookie: one.cookie }, 'handIn=yes')
  await server.ask(exam, { cookie: one.cookie }, 'begin=1')
  await server.ask(
    (await server.ask(exam, { cookie: one.cookie }, 'begin=1')).page.headers['location']!,
    { cookie: one.cookie },
    'handIn=yes',
  )
  const third = await server.ask(exam, { cookie: one.cookie }, 'begin=1')
  expect([third.page.status, third.wasDrawn]).toEqual([409, true]) // both chances are used up
  expect(await site.read.$count(attempts)).toBe(2)
  await site.write(
    'operator',
    'an end for the test',
    async (tx) => void (await tx.delete(sessions).where(eq(sessions.userId, one.viewer.accountId))),
  )
  expect((await server.ask(exam, { cookie: one.cookie })).page.status).toBe(302)
})
