// A step that is none, or is written in capitals, is answered by a page that says so in the frame of desks.
import { beforeAll, expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aCounty } from './county.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

test('every address of a step says in Chinese that there is no such step', async () => {
  const county = await aCounty()
  const { site } = county
  const signedIn = async (role: 'administrator' | 'coordinator', phone: string) =>
    (await createSession(site, (await createUser(site, anAdmin, { name: '谭桂兰', role, phone })).accountId)).split(';')[0]!
  const [administrator, coordinator] = [await signedIn('administrator', '13900070041'), await signedIn('coordinator', '13900070042')]
  const { origin, close } = await screens.serve(site)
  const stepPages = Object.entries(screens.build.routes).flatMap(([id, route]) =>
    route && /:step$/.test(route.path ?? '') ? [{ id, path: `/${route.path}` }] : [],
  )
  expect(stepPages.length).toBeGreaterThan(5)
  for (const { path } of stepPages)
    for (const step of ['CLOSE', 'nonsense', 'constructor']) {
      const address = path
        .replace(':step', step)
        .replace(':cohort', county.cohortId)
        .replace(':pairing', county.pairingId)
        .replace(':round', county.collectingRoundId)
        .replace(':shop', county.westShopId)
        .replace(/:\w+/, 'nowhere')
      const cookie = /pairings|rounds|shops/.test(path) ? coordinator : administrator
      const answer = await fetch(origin + address, { headers: { cookie } })
      const html = await answer.text()
      expect([address, answer.status, html.includes('没有找到'), html.includes('desk-main')]).toEqual([address, 404, true, true])
    }
  await close()
}, 120_000)
