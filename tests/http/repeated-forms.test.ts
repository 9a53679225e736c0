// A form of a desk that is pressed twice while its answer is awaited is carried out once, and both presses get its answer.
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { aCounty, type Asker, type County } from '#tests/access/county.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { anAdmin } from '#tests/support/makers.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)

async function aDesk() {
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  onTestFinished(async () => void (await close()))
  const post = async (path: string, fields: Record<string, string>, asker: Asker = 'officerHere') => {
    const headers = { Cookie: county.cookieOf[asker], Origin: origin }
    const answer = await fetch(origin + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) })
    await answer.text()
    return { status: answer.status, to: answer.headers.get('location') }
  }
  return { county, post }
}

const plan = {
  name: '新茶班',
  courseSlug: 'tea',
  regionCode: '422826100',
  place: '镇文化站',
  attendanceRequired: '75',
  'day-new-1': '2019-03-05',
  'startsAt-new-1': '09:00',
  'topic-new-1': '认识茶',
}
const countNew = async ({ site }: County) => (await listCohorts(site, anAdmin)).filter(({ name }) => name === plan.name).length

test('pressed twice, also at once, a class is planned once, and both are led to it', async () => {
  const { county, post } = await aDesk()
  const [one, other] = await Promise.all([post('/desk/cohorts/new', plan), post('/desk/cohorts/new', plan)])
  expect([one.status, other, await post('/desk/cohorts/new', plan)]).toEqual([302, one, one])
  expect(await countNew(county)).toBe(1)
})

test('after another form, and with anything else filled in, it is meant', async () => {
  const { county, post } = await aDesk()
  await post('/desk/cohorts/new', plan)
  await post('/desk/cohorts/new', { ...plan, place: '村委会' })
  await post('/desk/cohorts/new', plan)
  expect(await countNew(county)).toBe(3)
})

test('nobody is said to have changed what one changed oneself', async () => {
  const { county, post } = await aDesk()
  const at = `/desk/pairings/${county.pairingId}`
  const note = { do: 'NOTE', version: '2', words: '打过电话，周五答复' }
  const [one, other] = await Promise.all([post(at, note, 'coordinator'), post(at, note, 'coordinator')])
  expect([one.status, other]).toEqual([302, one])
  expect((await post(at, note, 'administrator')).status).toBe(409)
})

test('a form that was refused can be sent again as it is', async () => {
  const { county, post } = await aDesk()
  expect((await post('/desk/cohorts/new', { ...plan, name: '' })).status).toBe(422)
  expect((await post('/desk/cohorts/new', { ...plan, name: '' })).status).toBe(422)
  expect((await post('/desk/cohorts/new', plan)).status).toBe(302)
  expect(await countNew(county)).toBe(1)
})
