// When the time of a pairing has come to be evaluated; and if not, why. For people who evaluate a whole round.
import { daysBetween, formatDay, toDay } from '#app/calendar.ts'
import type { PairingContext } from './pairing.machine.ts'
import { isAlive, isEvaluating, isPaused, isProposed } from './pairing.states.ts'

/** Days until a pairing's time is over; 0 on its last day and after, null before both agreed. */
export const countDaysLeft = ({ endsAt }: Pick<PairingContext, 'endsAt'>, today: string): number | null =>
  endsAt === null ? null : Math.max(0, daysBetween(today, toDay(new Date(endsAt))))

/** Whether its time is over, to the moment, or never began: an evaluation of it is not undone, it would come back at once. */
export const isTimeOver = ({ endsAt }: Pick<PairingContext, 'endsAt'>, now: Date) => endsAt === null || now.toISOString() >= endsAt

/** Whether it is evaluated with its round: the two work together, and today or earlier their time is over. A paused one stays paused. */
export const isDueForEvaluation = (state: string, context: Pick<PairingContext, 'endsAt'>, today: string) =>
  isAlive(state) && countDaysLeft(context, today) === 0

/** Explains why a pairing is not evaluated with its round; null if it is, or if it is over. */
export function explainNotDue(
  state: string,
  context: Pick<PairingContext, 'endsAt' | 'pausedUntil' | 'answerUntil'>,
  today: string,
): string | null {
  const day = (moment: string) => formatDay(toDay(new Date(moment)))
  if (isProposed(state)) return `还在等双方答复，到${day(context.answerUntil)}`
  if (isPaused(state)) return context.pausedUntil === null ? '暂停中' : `暂停到${day(context.pausedUntil)}，期满自己进入评估`
  if (isEvaluating(state)) return '已经在评估'
  if (!isAlive(state) || context.endsAt === null || isDueForEvaluation(state, context, today)) return null
  return `还有 ${countDaysLeft(context, today)} 天，${day(context.endsAt)}期满自己进入评估`
}

/** Whether one of the two has written an assessment: an evaluation on which something was built is not undone. */
export const hasBeenAssessed = ({ westAssessedAt, eastAssessedAt }: Pick<PairingContext, 'westAssessedAt' | 'eastAssessedAt'>) =>
  westAssessedAt !== null || eastAssessedAt !== null
