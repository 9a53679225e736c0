// The plan of a pairing's first 90 days: goals with a day and a proof, made from a template according to the western shop's needs.
import { addDays, earlierOf, laterOf, toDay, formatDay, formatLastDay } from '#app/calendar.ts'
import type { Skill } from '#app/modules/shops/shop.ts'
import { getBeginning, type PairingContext } from '../pairing.machine.ts'
import { present } from '#app/present.ts'

export const proofKinds = { link: '网址', picture: '图片', figure: '数字' } as const
export type ProofKind = keyof typeof proofKinds

export interface TemplateGoal {
  goal: string
  title: string
  /** Only for shops that need one of these; for all if empty. */
  needs: readonly Skill[]
  /** Days after the pairing began. */
  after: number
  proofKind: ProofKind
}

export interface PlanTemplate {
  version: number
  goals: readonly TemplateGoal[]
}

export const planTemplate: PlanTemplate = {
  version: 1,
  goals: [
    { goal: 'first-listing', title: '第一件商品上架', needs: [], after: 10, proofKind: 'link' },
    { goal: 'five-photos', title: '重拍五张商品图', needs: ['photos', 'pages'], after: 20, proofKind: 'picture' },
    { goal: 'first-order', title: '第一笔订单', needs: [], after: 30, proofKind: 'figure' },
    { goal: 'first-live', title: '第一场直播', needs: ['live'], after: 40, proofKind: 'link' },
    { goal: 'packing-standard', title: '包装达到约定标准', needs: ['packing', 'logistics'], after: 45, proofKind: 'picture' },
    { goal: 'reply-within-hour', title: '一小时内回复顾客', needs: ['service'], after: 60, proofKind: 'figure' },
    { goal: 'ten-orders', title: '累计十笔订单', needs: [], after: 80, proofKind: 'figure' },
  ],
}

export interface PlannedGoal {
  goal: string
  title: string
  dueOn: string
  proofKind: ProofKind
}

/** When a pairing began, and how many days it takes. */
export interface PlanTime {
  from: string
  days: number
}

/** Creates the goals of a shop with these needs; none is due later than the pairing ends. */
export const createPlan = ({ goals }: PlanTemplate, needs: readonly Skill[], { from, days }: PlanTime): PlannedGoal[] =>
  goals
    .filter((goal) => goal.needs.length === 0 || goal.needs.some((need) => needs.includes(need)))
    .map(({ goal, title, after, proofKind }) => ({ goal, title, dueOn: addDays(from, Math.min(after, days)), proofKind }))

/** Returns the day on which the later of the two agreed; only for pairings to which both did. */
const getFirstDay = (context: PairingContext) => toDay(new Date(present(getBeginning(context), 'agreement of both sides')))

/** Returns the time of a pairing to which both agreed, by the terms that it was proposed with. */
export const toPlanTime = (context: PairingContext): PlanTime => ({ from: getFirstDay(context), days: context.terms.pairingDays })

export interface PlanChange {
  goal: string
  title: string
  change: 'added' | 'removed' | 'moved' | 'reworded'
  words: string
  /** The goal after the change; null if it is removed. */
  next: PlannedGoal | null
}

/** More goals are no plan: they are refused, and not shown again. */
export const maxGoals = 100
/** Of its title. */
export const maxGoalTitle = 40

/** Minimum number of days for a goal that a changed template adds to a running plan. */
export const minDays = 14

/** The dates of a running plan. */
export interface RunningPlan {
  today: string
  /** The last day of the pairing's time. */
  endsOn: string
}

/**
 * Computes what a changed template would change in a running plan. Reached goals stay as they are.
 * No change makes a goal late. An added goal is due on the template's day, but at the earliest two weeks from today or, if the pairing ends
 * sooner, on its last day. A goal that is moved to an earlier day is limited in the same way, or stays where it was; a late goal is not
 * given a later day by that limit.
 */
export function diffPlan(
  now: readonly (PlannedGoal & { reachedOn: string | null })[],
  then: readonly PlannedGoal[],
  { today, endsOn }: RunningPlan,
): PlanChange[] {
  const soonest = earlierOf(addDays(today, minDays), laterOf(endsOn, today))
  const added = then
    .filter(({ goal }) => !now.some((it) => it.goal === goal))
    .map((goal) => ({ ...goal, dueOn: laterOf(goal.dueOn, soonest) }))
  const open = now.filter(({ reachedOn }) => reachedOn === null)
  return [
    ...added.map((next): PlanChange => ({
      goal: next.goal,
      title: next.title,
      change: 'added',
      words: `增加「${next.title}」，${formatLastDay(next.dueOn)}完成`,
      next,
    })),
    ...open.flatMap(({ goal, title, dueOn, proofKind }): PlanChange[] => {
      const planned = then.find((it) => it.goal === goal)
      if (!planned) return [{ goal, title, change: 'removed', words: `去掉「${title}」`, next: null }]
      const next = { ...planned, dueOn: laterOf(planned.dueOn, earlierOf(soonest, dueOn)) }
      const changed = [
        next.dueOn === dueOn ? '' : `由${formatDay(dueOn)}改到${formatDay(next.dueOn)}`,
        next.title === title ? '' : `改叫「${next.title}」`,
        next.proofKind === proofKind ? '' : `凭据由${proofKinds[proofKind]}改为${proofKinds[next.proofKind]}`,
      ].filter(Boolean)
      return changed.length === 0
        ? []
        : [{ goal, title, change: next.dueOn === dueOn ? 'reworded' : 'moved', words: `「${title}」${changed.join('，')}`, next }]
    }),
  ]
}
