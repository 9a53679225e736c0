// The rounds that are not over, with what the coordinator is to do in each: for the home of desks.
import { and, asc, count, eq, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatLastDay, toDay } from '#app/calendar.ts'
import type { Errand } from '#app/shell/errand.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { inValues } from '#db/in-values.ts'
import { pairingRounds, roundShops } from '#db/schema/rounds.ts'
import { workflows } from '#db/views/workflow.ts'
import { acceptsWishes, isBeingEvaluated, isConfirming, isMatching, isPreparing } from './round.states.ts'
import { roundStepOf } from './round-labels.ts'
import { roundWorkflow } from './round.workflow.ts'

const most = 10

export interface RoundInHand {
  id: string
  name: string
  /** At which of `roundSteps` it stands. */
  step: number
  shops: number
  next: { sentence: string; href: string }
}

interface RoundFacts {
  id: string
  name: string
  state: string
  shops: number
  withoutWishes: number
  wishesUntil: string | null
  answersUntil: string | null
}

/** Lists the rounds that are not over, oldest first, and what is to be done in them; nothing for others than the coordinator. */
export async function readRoundsInHand(
  { read }: Pick<Site, 'read'>,
  viewer: Viewer,
): Promise<{ rounds: RoundInHand[]; errands: Errand[] }> {
  if (!canCoordinate(viewer)) return { rounds: [], errands: [] }
  const rows = await read
    .select({ id: pairingRounds.id, name: pairingRounds.name, state: workflows.state, context: workflows.context })
    .from(workflows)
    .innerJoin(pairingRounds, eq(pairingRounds.id, workflows.id))
    .where(and(eq(workflows.kind, roundWorkflow.kind), ne(workflows.state, 'closed')))
    .orderBy(asc(workflows.begunAt))
    .limit(most)
  const ids = rows.map(({ id }) => id)
  const counts = await read
    .select({ roundId: roundShops.roundId, shops: count(), withWishes: count(roundShops.wishedAt) })
    .from(roundShops)
    .where(inValues(roundShops.roundId, ids))
    .groupBy(roundShops.roundId)
  const facts = rows.map(({ context, ...round }): RoundFacts => {
    const { wishesUntil, answersUntil } = parseContext(roundWorkflow, context)
    const { shops, withWishes } = counts.find(({ roundId }) => roundId === round.id) ?? { shops: 0, withWishes: 0 }
    return { ...round, wishesUntil, answersUntil, shops, withoutWishes: shops - withWishes }
  })
  return {
    rounds: facts.map((round) => ({
      id: round.id,
      name: round.name,
      step: roundStepOf(round.state),
      shops: round.shops,
      next: { sentence: describeNext(round), href: isMatching(round.state) ? paths.matching(round.id) : paths.round(round.id) },
    })),
    errands: facts.flatMap(listErrandsOfRound),
  }
}

const dayOf = (moment: string) => toDay(new Date(moment))

function listErrandsOfRound({ id, name, state, shops, withoutWishes, wishesUntil }: RoundFacts): Errand[] {
  const errand = { key: `round ${id}`, href: paths.round(id) }
  if (isPreparing(state))
    return [{ ...errand, count: shops, unit: '家店', day: null, sentence: `${name}：还没有开始收志愿`, action: '去收志愿' }]
  if (acceptsWishes(state) && withoutWishes > 0)
    return [
      {
        ...errand,
        count: withoutWishes,
        unit: '家店',
        day: wishesUntil ? dayOf(wishesUntil) : null,
        sentence: `${name}：还没有填志愿`,
        action: '看是哪些店',
      },
    ]
  if (isMatching(state))
    return [
      { ...errand, count: shops, unit: '家店', day: null, sentence: `${name}：等您看匹配结果`, href: paths.matching(id), action: '看匹配' },
    ]
  return []
}

function describeNext({ state, wishesUntil, answersUntil }: RoundFacts): string {
  if (isPreparing(state)) return '开始收志愿'
  if (acceptsWishes(state)) return wishesUntil ? `${formatLastDay(dayOf(wishesUntil))}收志愿，然后匹配` : '收志愿'
  if (isMatching(state)) return '看匹配结果，决定采用'
  if (isBeingEvaluated(state)) return '等双方写评价，写完结束批次'
  return answersUntil && isConfirming(state) ? `双方${formatLastDay(dayOf(answersUntil))}答复` : '帮扶期满后开始评估'
}
