// Whether two were in touch is one rule, for the contact, the desk and the owner's task; and what a pairing without any is called.
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOwnShops, readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { readOutcomeList, readOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import { checkInEntry } from '#app/modules/pairings/entries.ts'
import { latestStatements, formatContactDue, isContactConfirmed } from '#app/modules/pairings/contact.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { assessPairing, submitCheckIn, listPairings, listWholeRound, readPairing } from '#app/modules/pairings/pairings.server.ts'
import { workflows } from '#db/schema/workflow.ts'
import { coordinator } from '#tests/modules/shops/makers.ts'
import { anActivePairing, told } from './makers.ts'
import { isCompleted, isUnmet } from '#app/modules/pairings/pairing.states.ts'

const day = 24 * 60 * 60 * 1000
const period = { from: '2019-01', to: '2019-12' }

test('in each period the last word of a side counts, and both must say so', () => {
  const word = fc.record({ period: fc.nat(2), side: fc.constantFrom('west' as const, 'east' as const), contacted: fc.boolean() })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.nat(2), (words, asked) => {
      const ofSide = (side: string) => words.filter((one) => one.period === asked && one.side === side)
      const said = latestStatements(words, asked)
      for (const side of ['west', 'east'] as const) expect(said[side]).toBe(ofSide(side).at(-1)?.contacted ?? null)
      expect(isContactConfirmed(said)).toBe(said.west === true && said.east === true)
    }),
  )
})

test('who takes back that they were in touch is asked again: contact, desk and task go by the last word', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  site.clock.forward(15 * day)
  await site.settle()
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  const waitsFor = async () => (await readPairingDesk(site, coordinator)).waiting.find(({ line }) => line.id === pairingId)!.whom
  expect(await waitsFor()).toEqual(['east'])
  await submitCheckIn(site, helped.owner, { pairingId, ...told(2, false) })
  expect(await waitsFor()).toEqual(['west', 'east'])
})

test('who has said it is asked no more, however late; the other still is', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  site.clock.forward(20 * day)
  await site.settle()
  const asked = async ({ owner }: typeof helped) =>
    (await readOwnShops(site, owner)).flatMap(({ tasks }) => tasks).find(({ kind }) => kind === 'checkIn')
  expect([await asked(helped), await asked(helper)]).toMatchObject([{ isLate: true }, { isLate: true }])
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  expect(await asked(helped)).toBeUndefined()
  expect(await asked(helper)).toMatchObject({ isLate: true, otherTold: true })
})

test('of a day that has passed nobody is told that it is to come', () => {
  const due = '2019-03-05T02:00:00.000Z'
  expect(formatContactDue(due, new Date('2019-03-05T01:59:00Z'))).toBe('请在2019年3月5日 10:00 前说一次')
  expect(formatContactDue(due, new Date(due))).toBe('2019年3月5日 10:00 就该说了')
})

test('a tap that was a mistake and is put right leaves the task open', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  site.clock.forward(5 * day)
  const asked = async () => (await readOwnShops(site, helped.owner)).flatMap(({ tasks }) => tasks).some(({ kind }) => kind === 'checkIn')
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  expect(await asked()).toBe(false)
  await submitCheckIn(site, helped.owner, { pairingId, ...told(2, false) })
  expect(await asked()).toBe(true)
})

test('a pairing in which nobody was ever in touch is not called complete, and the figures follow', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) }) // one side alone
  for (const days of [90, 15]) {
    site.clock.forward(days * day)
    await site.settle()
  }
  const { state, ending } = await readPairing(site, helped.owner, { pairingId })
  expect([state, ending, formatPairingState(state)]).toEqual(['unmet', 'unmet', '到期，没有联系成'])
  expect((await readOutcomes(site, coordinator, period)).all).toMatchObject({ completed: 0, neverMet: 1, endedEarly: 0 })
  expect((await readOutcomeList(site, coordinator, { figure: 'neverMet', ...period })).rows).toMatchObject([{ pairingId }])
})

test('one contact, or the words of both, make it complete', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  await submitCheckIn(site, helper.owner, { pairingId, ...told(2, true) })
  for (const days of [91, 15]) {
    site.clock.forward(days * day)
    await site.settle()
  }
  expect((await readPairing(site, helped.owner, { pairingId })).state).toBe('completed')
  const other = await anActivePairing()
  other.site.clock.forward(90 * day)
  await other.site.settle()
  for (const { owner } of [other.helped, other.helper])
    await assessPairing(other.site, owner, { pairingId: other.pairingId, helped: 'much', words: '常打电话' })
  expect((await readPairing(other.site, coordinator, { pairingId: other.pairingId })).state).toBe('completed')
})

test('pairings that ended so before the rule are read as what they are', async () => {
  const { site, roundId, pairingId } = await anActivePairing()
  await site.write(
    'operator',
    'as it was written before',
    async (tx) => void (await tx.update(workflows).set({ state: 'completed', value: 'completed' }).where(eq(workflows.id, pairingId))),
  )
  expect((await listPairings(site, coordinator, { which: isCompleted })).map(({ id }) => id)).toEqual([])
  expect((await listPairings(site, coordinator, { which: isUnmet })).map(({ id, ending }) => [id, ending])).toEqual([[pairingId, 'unmet']])
  expect((await readOutcomes(site, coordinator, period)).all).toMatchObject({ completed: 0, neverMet: 1 })
  expect((await listWholeRound(site.read, roundId)).find(({ id }) => id === pairingId)?.state).toBe('unmet')
})

test('a check-in is parsed by one schema, from a form and from a phone', () => {
  const sent = { device: 'phone-one', sequence: '1', contacted: 'yes' }
  const parsed = checkInEntry.parse(sent)
  expect(parsed).toEqual({ device: 'phone-one', sequence: 1, contacted: true, done: '', next: '', mood: null, aboutOther: '' })
  expect(checkInEntry.parse(parsed)).toEqual(parsed)
  expect(checkInEntry.safeParse({ ...sent, contacted: 'perhaps' }).success).toBe(false)
})
