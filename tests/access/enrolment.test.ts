// Enrolling people from the register: ticked all at once, and never lost by a refusal.
import { beforeAll, expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { aCohort, anAdmin, aPerson, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

/** A class that nobody is in yet, three people of the township and one of another, and the township's officer. */
async function aServedClass() {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await step(site, cohortId, 'OPEN')
  const here = [await aPerson(site), await aPerson(site), await aPerson(site)]
  const elsewhere = await aPerson(site, { regionCode: '422826101201' })
  const { accountId } = await createUser(site, anAdmin, {
    name: '张专干',
    role: 'townshipOfficer',
    phone: '13900000007',
    region: '422826100',
  })
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const { origin, close } = await screens.serve(site)
  const post = (...fields: [string, string][]) => turn('', ...fields)
  const turn = (to: string, ...fields: [string, string][]) =>
    fetch(`${origin}/desk/cohorts/${cohortId}/enrolment${to}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin },
      body: new URLSearchParams(fields),
    })
  const enrolled = async () => (await readCohort(site, anAdmin, cohortId)).trainees.map(({ personId }) => personId).sort()
  return { here, elsewhere, post, turn, enrolled, [Symbol.asyncDispose]: async () => void (await close()) }
}

/** The boxes of a page, ticked or not, by person. */
const boxes = (page: string) =>
  new Map(
    [...page.matchAll(/<input type="checkbox"[^>]* name="person"[^>]*>/g)].map(([box]) => [
      /value="([^"]+)"/.exec(box)![1]!,
      /checked/.test(box),
    ]),
  )

test('everybody on the page is ticked with one press, or nobody, and enrolled with another', async () => {
  await using served = await aServedClass()
  const ticked = boxes(await (await served.turn('?tick=page', ['turn', 'there'], ['listed', ''])).text())
  expect([...ticked.keys()].sort()).toEqual([...served.here].sort())
  expect([...ticked.values()]).toEqual([true, true, true])
  expect([
    ...boxes(
      await (await served.turn('?tick=none', ['turn', 'there'], ...served.here.map((id): [string, string] => ['person', id]))).text(),
    ).values(),
  ]).toEqual([false, false, false])
  const answer = await served.post(...[...ticked.keys()].map((person): [string, string] => ['person', person]))
  expect(answer.status).toBe(302)
  expect(await served.enrolled()).toEqual([...served.here].sort())
})

test('with nobody ticked it says so; a refusal lists the same people, ticked as they were', async () => {
  await using served = await aServedClass()
  const [one] = served.here
  const nobody = await served.post(['listed', '田'])
  expect(nobody.status).toBe(422)
  const asked = await nobody.text()
  expect(asked).toContain('请勾选要报名的人。')
  expect(asked).toContain('name="listed" value="田"')
  const refused = await served.post(['listed', ''], ['person', one!], ['person', served.elsewhere])
  expect(refused.status).toBe(403)
  const page = await refused.text()
  expect(boxes(page).get(one!)).toBe(true)
  expect([...boxes(page).values()].filter(Boolean)).toHaveLength(1)
  expect(await served.enrolled()).toEqual([])
})
