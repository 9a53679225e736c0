// What becomes of a round's pairings when its evaluation begins, and when that is undone.
import { toDay } from '#app/calendar.ts'
import { explainNotDue, hasBeenAssessed, isDueForEvaluation, isTimeOver } from '#app/modules/pairings/evaluation.ts'
import { isEvaluating } from '#app/modules/pairings/pairing.states.ts'
import type { RoundPairing } from '#app/modules/pairings/pairing-line.ts'

/** Splits them into those whose time has come, and those that go on, with the reason. */
export function splitByTime(all: readonly RoundPairing[], now: Date): { due: RoundPairing[]; rest: (RoundPairing & { why: string })[] } {
  const today = toDay(now)
  return {
    due: all.filter(({ state, context }) => isDueForEvaluation(state, context, today)),
    rest: all.flatMap((one) => {
      const why = explainNotDue(one.state, one.context, today)
      return why === null ? [] : [{ ...one, why }]
    }),
  }
}

/** What the page before an evaluation names: whom it moves. */
export const namedByEvaluation = ({ due }: { due: readonly RoundPairing[] }) => due.map(({ id }) => id).sort()

/** What the page before going back names: whom it takes back, and who stays because their time is over. */
export const namedByReopening = ({ back, over }: Record<'back' | 'over', readonly RoundPairing[]>) =>
  [back, over].map((some) => some.map(({ id }) => id).sort())

/** Splits those that were evaluated with the round: into those that were assessed meanwhile, that can go back, and that cannot any more. */
export function splitByReopening(all: readonly RoundPairing[], now: Date): Record<'built' | 'back' | 'over', RoundPairing[]> {
  const withRound = all.filter(({ context }) => context.before?.by === 'round')
  const built = withRound.filter(({ context }) => hasBeenAssessed(context))
  const open = withRound.filter((one) => !built.includes(one) && isEvaluating(one.state))
  const isOver = ({ context }: RoundPairing) => isTimeOver(context, now)
  return { built, back: open.filter((one) => !isOver(one)), over: open.filter(isOver) }
}
