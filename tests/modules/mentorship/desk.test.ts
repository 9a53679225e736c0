// The coordinator's desk: who waits for what, another helper, certified people, lateness.
import { expect, test } from 'vitest'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { answerPairing, listHelpedShops, readPairing, stepPairing } from '#app/modules/pairings/pairings.server.ts'
import { readRound, listRematchChoices, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { addShopPerson, listShopPeople, removeShopPerson } from '#app/modules/shops/shops.server.ts'
import { readPipelineStatus } from '#app/modules/talent/talent.server.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { coordinator, officerOf } from '#tests/modules/shops/makers.ts'
import { anAdmin } from '#tests/support/makers.ts'

const day = 24 * 60 * 60 * 1000

test('the desk says who waits for what, within reach', async () => {
  const { site, west, pairingId, otherPairingId } = await aConfirmingRound()
  await answerPairing(site, west[0].owner, { pairingId, agrees: true })
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  const { waiting } = await readPairingDesk(site, coordinator)
  expect(waiting.map(({ line, what, whom }) => [line.id, what, whom])).toEqual([
    [otherPairingId, 'rematch', []],
    [pairingId, 'answer', ['east']],
  ])
  expect((await readPairingDesk(site, officerOf('422826100'))).waiting).toEqual([])
})

test('a shop has help from the proposal on, until that is declined; an officer is told of his region alone', async () => {
  const { site, west, east, otherPairingId } = await aConfirmingRound()
  expect(await listHelpedShops(site, coordinator)).toEqual(new Set(west.map(({ shopId }) => shopId)))
  await answerPairing(site, east[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  expect(await listHelpedShops(site, coordinator)).toEqual(new Set([west[0].shopId]))
  expect(await listHelpedShops(site, officerOf('422826103'))).toEqual(new Set([west[0].shopId]))
  expect(await listHelpedShops(site, officerOf('422826100'))).toEqual(new Set())
})

test('a paused pairing stays paused when its round is evaluated', async () => {
  const { site, roundId, helped, pairingId, otherPairingId, west } = await anActivePairing()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  await site.settle()
  const { version } = await readPairing(site, helped.owner, { pairingId })
  await stepPairing(site, helped.owner, { pairingId, version, event: { type: 'PAUSE', reason: '收茶', until: '2019-04-01' } })
  await stepRound(site, coordinator, {
    roundId,
    version: (await readRound(site, coordinator, { roundId })).version,
    event: { type: 'EVALUATE' },
  })
  expect((await readPairing(site, helped.owner, { pairingId })).state).toBe('paused')
})

test('who looks for another helper is told what stands against each', async () => {
  const { site, west, east, otherPairingId } = await aConfirmingRound()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  const choices = await listRematchChoices(site, coordinator, { pairingId: otherPairingId })
  expect(choices).toHaveLength(2)
  expect(choices.find(({ id }) => id === east[1].shopId)?.against).toContain('不能指定')
  expect(choices.find(({ id }) => id === east[0].shopId)).toMatchObject({ places: 0, against: expect.stringContaining('名额') as string })
})

test('a certified person of a shop is noted by the code of her certificate, and counts as mentored while the shop is helped', async () => {
  const { site, helped, helper } = await anActivePairing()
  const { certificate, personId } = await aHolder(site)
  const { code } = certificate
  await expect(addShopPerson(site, helped.owner, { shopId: helped.shopId, code: 'ABC' })).rejects.toMatchObject({ status: 422 })
  await expect(addShopPerson(site, helper.owner, { shopId: helped.shopId, code })).rejects.toMatchObject({ status: 404 })
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code })
  await addShopPerson(site, officerOf('422826103'), { shopId: helped.shopId, code })
  const people = await listShopPeople(site, helped.owner, { shopId: helped.shopId })
  expect(people).toHaveLength(1)
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'mentored' })
  await removeShopPerson(site, helped.owner, { shopId: helped.shopId, entryId: people[0]!.entryId })
  expect(await listShopPeople(site, helped.owner, { shopId: helped.shopId })).toEqual([])
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'certified', pairingId: null })
})

test('lateness is listed for the township officer', async () => {
  const { site, pairingId } = await anActivePairing()
  for (const days of [15, 3]) {
    site.clock.forward(days * day)
    await site.settle()
  }
  const { waiting } = await readPairingDesk(site, officerOf('422826103'))
  expect(waiting.filter(({ what }) => what === 'officer').map(({ line }) => line.id)).toEqual([pairingId])
})
