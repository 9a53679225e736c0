// What one of the two does who ends a pairing on the phone, declining it or dissolving it: said on a page of its own before it is done.
import type { Viewer } from '#app/access/viewer.ts'
import { formatTerm, toDay } from '#app/calendar.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { acceptsCheckIns, isProposed } from '#app/modules/pairings/pairing.states.ts'
import { answerPairing, type PairingView, readPairing, stepPairing } from '#app/modules/pairings/pairings.server.ts'
import { type DescribedStep, touch } from '#app/modules/shops/step-page.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { OwnEndForm } from './own-end-form.ts'
import { getSides } from './pages/my-pairing.ts'
import { describeEnd } from './steps-of-pairing.server.ts'

export interface OwnEnd extends DescribedStep {
  pairingId: string
  version: number
  does: OwnEndForm['do']
  missing: readonly string[]
  /** The label of the reason that must be entered. */
  reason: string
}

/** Returns what ending a pairing does. Throws 403 if the viewer is neither of the two, 404, or 409 if it is over or being evaluated. */
export async function readOwnEnd(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<OwnEnd> {
  const pairing = await readPairing(site, viewer, { pairingId })
  getSides(pairing)
  const { id, state, version } = pairing
  if (isProposed(state)) return { missing: [], ...describeDeclining(pairing), pairingId: id, version, does: 'decline' }
  if (!acceptsCheckIns(state)) throw new Refusal(409, `结对现在是「${formatPairingState(state)}」，不能解除。`)
  return { missing: [], ...describeEnd(pairing, toDay(site.now())), pairingId: id, version, does: 'dissolve' }
}

/** Does it. Throws what answering or stepping a pairing throws. */
export async function takeOwnEnd(site: Site, viewer: Viewer, { pairingId, form }: { pairingId: string; form: OwnEndForm }): Promise<void> {
  const { version, reason } = form
  getSides(await readPairing(site, viewer, { pairingId }))
  if (form.do === 'decline') await answerPairing(site, viewer, { pairingId, agrees: false, reason })
  else await stepPairing(site, viewer, { pairingId, version, event: { type: 'DISSOLVE', reason } })
}

function describeDeclining({ west, east, context }: PairingView): DescribedStep & { reason: string } {
  return {
    title: '不同意结对',
    touched: [
      ...touch(`这次不结对了，不再等到${formatTerm(new Date(context.answerUntil))}`, '对', [`${west.name} 和 ${east.name}`]),
      ...touch('没有店帮，协调员可以给它另找一家', '家', [west.name]),
      ...touch('空出一个名额', '家', [east.name]),
    ],
    undo: '按了以后不能改回来，这两家以后也不会再配成一对。拿不准，可以先问协调员。',
    action: '不同意',
    reason: '为什么不同意（只有协调员会看到）',
  }
}
