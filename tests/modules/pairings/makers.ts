// A pairing for tests, and what is told in it.
import { answerPairing } from '#app/modules/pairings/pairings.server.ts'
import { aConfirmingRound } from '#tests/modules/rounds/makers.ts'

/** The same, with the first pair helping since now. */
export async function anActivePairing() {
  const made = await aConfirmingRound()
  const [west, east] = [made.west[0], made.east[0]]
  await answerPairing(made.site, west.owner, { pairingId: made.pairingId, agrees: true })
  await answerPairing(made.site, east.owner, { pairingId: made.pairingId, agrees: true })
  await made.site.settle()
  return { ...made, helped: west, helper: east }
}

export const aDevice = 'phone-0001'

export const told = (sequence: number, contacted: boolean, aboutOther = '') => ({
  device: aDevice,
  sequence,
  contacted,
  done: '重拍了图',
  next: '上架',
  mood: 'well' as const,
  aboutOther,
})
