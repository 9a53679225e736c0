// Slips over the product's own addresses: what the page ticks, asks and prints, and how much it sends.
import { beforeAll, expect, test } from 'vitest'
import { createUser, ensureTraineeAccount } from '#app/modules/accounts/accounts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { newId } from '#db/id.ts'
import { persons } from '#db/schema/households.ts'
import { operator } from '#tests/modules/accounts/makers.ts'
import { enrolPerson } from '#app/modules/cohorts/cohorts.server.ts'
import { aCohort, aPerson, enrol, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

async function anOfficerAt(site: TestSite) {
  const { accountId } = await createUser(site, operator, {
    name: '唐专干',
    role: 'townshipOfficer',
    phone: '13900000007',
    region: '422826100',
  })
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const { origin, close } = await screens.serve(site)
  const ask = async (path: string, form?: [string, string][]) => {
    const answer = await fetch(origin + path, {
      method: form ? 'POST' : 'GET',
      headers: { Cookie: cookie, Origin: origin },
      body: form ? new URLSearchParams(form) : null,
    })
    return { status: answer.status, text: (await answer.text()).replaceAll('<!-- -->', '') }
  }
  return { ask, [Symbol.asyncDispose]: async () => void (await close()) }
}

const pressOf = (text: string): [string, string] => ['press', text.match(/name="press" value="([^"]+)"/)![1]!]
const boxes = (text: string) =>
  [...text.matchAll(/<input type="checkbox"[^>]* name="enrolment"[^>]*>/g)].map(([box]) => box.includes('checked'))
const addresses = (text: string) => text.match(/\/s\/[2-9a-z]{5}-[2-9a-z]{5}/g) ?? []

test('whoever has a slip is not ticked, and issuing hers again goes through a page that says so', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  const [one] = [await enrol(site, cohortId, await aPerson(site, { name: '田一' })), await enrol(site, cohortId, await aPerson(site))]
  await step(site, cohortId, 'OPEN') // before that, the home of the desk asks for nothing but to open it
  await using officer = await anOfficerAt(site)
  const path = `/desk/cohorts/${cohortId}/slips`
  const before = await officer.ask(path)
  expect(boxes(before.text)).toEqual([true, true])
  expect((await officer.ask('/desk')).text).toMatch(/<b>2<\/b> 人<\/span><span>[^<]*还没有登录条/)
  expect(addresses((await officer.ask(path, [['enrolment', one!], pressOf(before.text)])).text)).toHaveLength(1)
  const after = await officer.ask(path)
  expect(boxes(after.text).filter(Boolean)).toHaveLength(1)
  expect(after.text).toMatch(/2019年3月4日 09:00，唐专干/)
  expect((await officer.ask('/desk')).text).toMatch(/<b>1<\/b> 人<\/span><span>[^<]*还没有登录条/)

  const order: [string, string][] = [['enrolment', one!], pressOf(after.text)]
  const asked = await officer.ask(path, order)
  expect(asked.text).toContain('还没用过的登录条作废：1 张')
  expect(asked.text).toContain('<p>田一</p>')
  expect(addresses(asked.text)).toEqual([])
  const voids: [string, string][] = [...order, ['voids', asked.text.match(/name="voids" value="([^"]+)"/)![1]!]]
  expect(addresses((await officer.ask(path, voids)).text)).toHaveLength(1)
  const reloaded = await officer.ask(path, voids)
  expect([reloaded.status, addresses(reloaded.text)]).toEqual([409, []])
})

test('a press with nobody ticked says what to do', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await enrol(site, cohortId, await aPerson(site))
  await using officer = await anOfficerAt(site)
  const refused = await officer.ask(`/desk/cohorts/${cohortId}/slips`, [['press', 'one']])
  expect([refused.status, refused.text.match(/请勾选要发登录条的学员。/g)?.length]).toEqual([422, 1])
})

test('ticks and reasons stay while the list is turned, sorted and filtered', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  for (let nth = 0; nth < 155; nth++) await enrol(site, cohortId, await aPerson(site, { name: `田${String(nth).padStart(3, '0')}` }))
  await using officer = await anOfficerAt(site)
  const path = `/desk/cohorts/${cohortId}/slips`
  const sent = (text: string) =>
    [...text.matchAll(/<input[^>]* name="enrolment"[^>]*>/g)].flatMap(([tag]): [string, string][] =>
      tag.includes('type="hidden"') || tag.includes('checked=""') ? [['enrolment', tag.match(/value="([^"]+)"/)![1]!]] : [],
    )
  const first = await officer.ask(path)
  expect([sent(first.text).length, first.text.includes('给还没有登录条的 155 人都发')]).toEqual([150, true])
  const some = sent(first.text).slice(2)
  const reason: [string, string] = [`reason-${some[0]![1]}`, '忘了密码']
  const second = (await officer.ask(`${path}?page=2`, [['turn', 'there'], reason, ...some])).text
  expect([boxes(second).length, sent(second).length]).toEqual([5, 148])
  expect(second).toContain(`<input type="hidden" name="${reason[0]}" value="${reason[1]}"/>`)
  const all = (await officer.ask(`${path}?tick=all`, [['turn', 'there'], ...some])).text
  const none = (await officer.ask(`${path}?tick=none`, [['turn', 'there'], ...some])).text
  expect([sent(all).length, sent(none).length]).toEqual([155, 0])
  expect(addresses((await officer.ask(path, [...sent(second), pressOf(second)])).text)).toHaveLength(148)
  expect(boxes((await officer.ask(`${path}?show=live`)).text)).toHaveLength(148)
})

test('paper with an address that no other phone opens is warned of before it is printed', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await enrol(site, cohortId, await aPerson(site))
  await using officer = await anOfficerAt(site)
  const path = `/desk/cohorts/${cohortId}/slips`
  expect((await officer.ask(path)).text).toMatch(/现在的地址 <strong>http:\/\/127\.0\.0\.1:\d+<\/strong>.*只有这台电脑打得开/)
  process.env.TIDUI_ADDRESS = 'https://tidui.example.cn'
  try {
    expect((await officer.ask(path)).text).not.toContain('打得开')
  } finally {
    delete process.env.TIDUI_ADDRESS
  }
})

test('a class of 2,000: the list stays under 300 kB, the slips of all under 2 MB', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await site.write('operator', 'people for the test', async (tx) => {
    for (let nth = 0; nth < 2_000; nth++) {
      const personId = newId()
      const regionCode = `4228261002${String(1 + (nth % 20)).padStart(2, '0')}`
      await tx
        .insert(persons)
        .values({ id: personId, name: `田小${nth}`, sex: 'female', birthday: '1984-05-06', regionCode, knownAt: tx.at })
      await ensureTraineeAccount(tx, site, { personId, name: `田小${nth}` })
      await enrolPerson(tx, site, { cohortId, personId })
    }
  })
  await using officer = await anOfficerAt(site)
  const path = `/desk/cohorts/${cohortId}/slips`
  const list = await officer.ask(path)
  expect(list.text).toContain('给还没有登录条的 2000 人都发')
  expect(Buffer.byteLength(list.text)).toBeLessThan(300_000)
  const printed = await officer.ask(path, [['whom', 'all'], pressOf(list.text)])
  expect(addresses(printed.text)).toHaveLength(2_000)
  expect(Buffer.byteLength(printed.text)).toBeLessThan(2_000_000)
})
