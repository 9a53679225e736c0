// The steps of a pairing that end something, for the coordinator: what the page of each says before it is done, and doing it.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { countDaysLeft, hasBeenAssessed, isTimeOver } from '#app/modules/pairings/evaluation.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { type PairingView, readPairing, stepPairing } from '#app/modules/pairings/pairings.server.ts'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { requireCoordinator } from '#app/modules/shops/policy.ts'
import type { StepForm } from '#app/modules/shops/step-form.ts'
import { type DescribedStep, type StepPageContent, touch } from '#app/modules/shops/step-page.ts'
import { forbidden, notFound, Refusal } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { formatStepOfOther } from '#app/workflow/overtaken.server.ts'

/** The step as its address names it, and the event it sends. */
const steps = { evaluate: 'EVALUATE', dissolve: 'DISSOLVE', reopen: 'REOPEN' } as const

const findStep = (step: string) => {
  if (!Object.hasOwn(steps, step)) throw notFound('这一步')
  return steps[step as keyof typeof steps]
}

/** Returns what the page of a step says. Throws 403, 404, or 409 if it is not possible now. */
export async function readPairingStep(
  site: Site,
  viewer: Viewer,
  { pairingId, step }: { pairingId: string; step: string },
): Promise<StepPageContent> {
  const event = findStep(step)
  const pairing = await readPairing(site, viewer, { pairingId })
  requireCoordinator(viewer)
  if (pairing.side !== null) throw forbidden('自己的结对，请在手机上办。')
  if (!pairing.steps.includes(event)) {
    const last = await formatStepOfOther(site.read, pairingWorkflow, { id: pairingId, actor: viewer.accountId })
    throw new Refusal(409, `结对现在是「${formatPairingState(pairing.state)}」，这一步现在不能办。${last}`)
  }
  const today = toDay(site.now())
  const shared = {
    version: pairing.version,
    missing: [],
    reason: null,
    back: { href: paths.pairingAtDesk(pairing.id), label: nameOf(pairing) },
  } satisfies Partial<StepPageContent>
  if (event === 'EVALUATE') return { ...shared, ...describeEvaluation(pairing, today) }
  return { ...shared, ...(event === 'DISSOLVE' ? describeEnd(pairing, today) : describeReopening(pairing, site.now())) }
}

const nameOf = ({ west, east }: PairingView) => `${west.name} 和 ${east.name}`

/** What is still ahead of it, in sentences. */
function listUnfinished({ goals, context }: PairingView, today: string): string[] {
  const left = countDaysLeft(context, today)
  const open = goals.filter(({ reachedOn }) => reachedOn === null).length
  return [
    left !== null && left > 0 && context.endsAt !== null && `离期满还有 ${left} 天（${formatDay(toDay(new Date(context.endsAt)))}）。`,
    context.contacts === 0 && '双方还没有都说联系过。',
    open > 0 && `还有 ${open} 个目标没有做到。`,
  ].filter((it) => typeof it === 'string')
}

const describeEvaluation = (pairing: PairingView, today: string): DescribedStep => ({
  title: '提前评估',
  touched: touch(`请双方在 ${pairing.context.terms.assessmentDays} 天里写评价，不再填帮扶记录`, '对', [nameOf(pairing)]),
  missing: listUnfinished(pairing, today),
  undo: '按错了，在这一对的页上写明原因可以退回，只要还没有人写评价、还没有期满。',
  action: '提前评估',
})

/** What dissolving a pairing does, whoever of the three dissolves it. */
export const describeEnd = (pairing: PairingView, today: string): DescribedStep & { reason: string } => ({
  title: '解除结对',
  touched: [
    ...touch('不再结对，双方不再填帮扶记录、不能再留言', '对', [nameOf(pairing)]),
    ...touch('没有店帮了，可以另找一家东部店', '家', [pairing.west.name]),
    ...touch('空出一个名额', '家', [pairing.east.name]),
  ],
  missing: listUnfinished(pairing, today),
  undo: '解除以后不能恢复，这两家以后也不会再配成一对；记录都留着。只是暂时没空，可以暂停。',
  action: '解除结对',
  reason: '为什么解除（双方看得到）',
})

function describeReopening(pairing: PairingView, now: Date): DescribedStep {
  const { context } = pairing
  const before = context.before
  const objection = hasBeenAssessed(context)
    ? '已经有人写了评价，不能再退回。'
    : before === null || isTimeOver(context, now)
      ? '已经期满，不能再退回。'
      : null
  return {
    title: '退回评估以前',
    touched: touch(before === null ? '评估中' : `回到「${formatPairingState(before.state)}」，该填帮扶记录的日子顺延`, '对', [
      nameOf(pairing),
    ]),
    missing: objection === null ? [] : [objection],
    undo: '以后可以再评估。原因会留在记录里。',
    action: objection === null ? '退回' : null,
    reason: '为什么退回',
  }
}

/** Does the step. Throws what the command throws. */
export const takePairingStep = async (
  site: Site,
  viewer: Viewer,
  { pairingId, step, form }: { pairingId: string; step: string; form: StepForm },
): Promise<string> => {
  const type = findStep(step)
  const event = type === 'EVALUATE' ? { type } : { type, reason: form.reason }
  return stepPairing(site, viewer, { pairingId, version: form.version, event })
}
