// The steps that end a rating: rating a shop anew, and withdrawing one after an appeal. What the page of each says, and doing it.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { requireCoordinator } from '#app/modules/shops/policy.ts'
import { findShop } from '#app/modules/shops/shops.server.ts'
import type { StepForm } from '#app/modules/shops/step-form.ts'
import { type StepPageContent, touch } from '#app/modules/shops/step-page.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { rateShop, stepRating } from './commands.server.ts'
import { listFacts } from './facts.server.ts'
import { formatRatingState } from './labels.ts'
import { type RatingView, readRatings } from './queries.server.ts'
import { enteredKinds } from './rating-form.ts'
import { isAppealed, isReplaced } from './rating.states.ts'
import { computeRating } from './rules.ts'

interface StepQuestion {
  shopId: string
  step: string
  /** The rating that is withdrawn. */
  ratingId: string | null
}

export interface RatingStepPage {
  content: StepPageContent
  /** Facts that a withdrawal may strike out. */
  facts: { id: string; label: string }[]
}

/** Returns what the page of a step says. Throws 403 or 404. */
export async function readRatingStep(site: Site, viewer: Viewer, { shopId, step, ratingId }: StepQuestion): Promise<RatingStepPage> {
  requireCoordinator(viewer)
  const shop = await findShop(site.read, shopId)
  const ratings = await readRatings(site, viewer, { shopId })
  const shared = { reason: null, version: 0, back: { href: paths.shopRating(shopId), label: `${shop.name}的信用评级` } }
  const format = (rating: RatingView) => `${rating.grade} 级，${rating.points} 分（${formatRatingState(rating.state)}）`
  if (step === 'withdraw') {
    const rating = ratings.find(({ id, state }) => id === ratingId && isAppealed(state))
    if (!rating) throw notFound('这个申诉')
    return {
      content: {
        ...shared,
        title: '撤销评级',
        touched: touch('撤销，不再算数', '个', [`${shop.name}：${format(rating)}`]),
        missing: [`店主申诉：${rating.context.appeal ?? ''}`],
        undo: '撤销以后不能恢复，可以按事实重新评级。划掉的事不再给分，也不再扣分。',
        action: '撤销评级',
        version: rating.version,
        reason: '决定和理由（店主看得到）',
      },
      facts: rating.facts
        .filter(({ kind }) => (enteredKinds as readonly string[]).includes(kind))
        .map(({ id, kindName, words }) => ({ id, label: `${kindName}：${words}` })),
    }
  }
  if (step !== 'rate') throw notFound('这一步')
  const rated = computeRating(await listFacts(site.read, shopId), toDay(site.now()))
  const earlier = ratings.filter(({ state }) => !isReplaced(state))
  const isOpen = earlier.some(({ state }) => isAppealed(state))
  return {
    content: {
      ...shared,
      title: '按现在的事实评级',
      ...(rated && { seen: fingerprintSeen(rated) }),
      touched: [
        ...touch(
          `公布，店主可以在 ${site.programme.terms.appealDays} 天里申诉`,
          '个',
          rated === null ? [] : [`${shop.name}：${rated.grade} 级，${rated.points} 分，有效到${formatDay(rated.validUntil)}`],
        ),
        ...touch('不再用了', '个', earlier.map(format)),
      ],
      missing: [
        ...(rated === null ? ['核实过的事不满三件，现在还不能评级。'] : []),
        ...(isOpen ? ['店主正在申诉，决定以后才能重评。'] : []),
      ],
      undo: '公布以后不能收回；评错了，店主申诉以后可以撤销，或按新的事实再评。',
      action: rated === null || isOpen ? null : '评级并公布',
    },
    facts: [],
  }
}

/** Does the step. Throws what the command throws. */
export async function takeRatingStep(
  site: Site,
  viewer: Viewer,
  { shopId, step, ratingId, form }: StepQuestion & { form: StepForm },
): Promise<string> {
  if (step === 'rate') return rateShop(site, viewer, { shopId, seen: form.seen })
  if (step !== 'withdraw' || ratingId === null) throw notFound('这一步')
  const { version, reason, wrongFact } = form
  return stepRating(site, viewer, {
    ratingId,
    version,
    event: { type: 'WITHDRAW', reason, wrongFacts: wrongFact ? [wrongFact] : [] },
  })
}
