// The steps of a round that end something: what the page of each says before it is done, and doing it.
import type { Viewer } from '#app/access/viewer.ts'
import { explainNotDue } from '#app/modules/pairings/evaluation.ts'
import { hasFailed, isCompleted, occupiesPlace } from '#app/modules/pairings/pairing.states.ts'
import type { RoundPairing } from '#app/modules/pairings/pairing-line.ts'
import { listWholeRound } from '#app/modules/pairings/pairings.server.ts'
import { type DescribedStep, type StepPageContent, touch } from '#app/modules/shops/step-page.ts'
import type { StepForm } from '#app/modules/shops/step-form.ts'
import { toDay } from '#app/calendar.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { formatStepOfOther } from '#app/workflow/overtaken.server.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { leaveRound, notInRound, stepRound } from './commands.server.ts'
import { readRound, type RoundView } from './queries.server.ts'
import { namedByEvaluation, namedByReopening, splitByReopening, splitByTime } from './round-pairings.ts'
import { isBeforeAcceptance, isBeingEvaluated } from './round.states.ts'
import { roundWorkflow } from './round.workflow.ts'
import { noSuchRuling, setPairRuling } from './rulings.server.ts'

/** The step as its address names it, and the event it sends; null for those that change only who takes part. */
const steps = {
  'close-wishes': 'CLOSE_WISHES',
  evaluate: 'EVALUATE',
  close: 'CLOSE',
  reopen: 'REOPEN',
  leave: null,
  'take-back': null,
} as const
type StepName = keyof typeof steps

/** What the address names besides the round: the shop that leaves, the two that a ruling is about. */
export interface StepAbout {
  shop?: string | undefined
  pair?: string | undefined
}

interface StepQuestion {
  roundId: string
  step: string
  about: StepAbout
}

const findStep = (step: string): StepName => {
  if (!Object.hasOwn(steps, step)) throw notFound('这一步')
  return step as StepName
}

/** Returns what the page of a step says. Throws 403, 404, or 409 if it is not possible now. */
export async function readRoundStep(site: Site, viewer: Viewer, { roundId, step, about }: StepQuestion): Promise<StepPageContent> {
  const name = findStep(step)
  const round = await readRound(site, viewer, { roundId })
  const event = steps[name]
  if (event === null ? !isBeforeAcceptance(round.state) : !round.steps.includes(event))
    throw new Refusal(
      409,
      `批次现在是「${roundWorkflow.labels.states[round.state]}」，这一步现在不能办。${await formatStepOfOther(site.read, roundWorkflow, { id: roundId, actor: viewer.accountId })}`,
    )
  const shared = {
    missing: [],
    version: round.version,
    reason: null,
    back: { href: paths.round(round.id), label: round.name },
  } satisfies Partial<StepPageContent>
  if (name === 'close-wishes') return { ...shared, ...describeEndOfWishes(round) }
  if (name === 'leave') return { ...shared, ...(await describeLeaving(site, round, about.shop)) }
  if (name === 'take-back') return { ...shared, ...(await describeTakingBack(site, round, about.pair)) }
  const all = await listWholeRound(site.read, roundId)
  if (name === 'evaluate') return { ...shared, ...describeEvaluation(all, site.now()) }
  if (name === 'close') return { ...shared, ...describeEnd(all) }
  return {
    ...shared,
    reason: '为什么退回',
    ...(isBeingEvaluated(round.state) ? describeReopening(all, site.now()) : describeSecondStart()),
  }
}

const namesOf = (pairings: readonly RoundPairing[]) => pairings.map(({ name }) => name)

function describeEndOfWishes({ shops }: RoundView): DescribedStep {
  const without = shops.filter(({ wished }) => !wished)
  return {
    title: '停止收志愿',
    touched: [
      ...touch(
        '填了志愿，按志愿配',
        '家',
        shops.filter(({ wished }) => wished).map(({ name }) => name),
      ),
      ...touch(
        '没有填，不能再填了，不填也会配',
        '家',
        without.map(({ name }) => name),
      ),
    ],
    missing: without.length > 0 ? [`还有 ${without.length} 家没有填志愿。`] : [],
    undo: '停了以后，在采用匹配结果以前可以重新收志愿；填过的都还在。',
    action: '停止收志愿',
  }
}

function describeEvaluation(all: readonly RoundPairing[], now: Date): DescribedStep & { seen: string } {
  const split = splitByTime(all, now)
  const { due, rest } = split
  return {
    seen: fingerprintSeen(namedByEvaluation(split)),
    title: '开始评估',
    touched: [
      ...touch('请双方写评价', '对', namesOf(due)),
      ...touch(
        '不动',
        '对',
        rest.map(({ name, why }) => `${name}（${why}）`),
      ),
    ],
    missing: due.length === 0 ? ['现在没有一对期满：开始了也没有人要写评价，批次只是改成“评估中”。'] : [],
    undo: '按错了，在批次页上写明原因可以退回，只要这些结对还没有人写评价。没有期满的结对照常帮扶，期满那天自己进入评估。',
    action: '开始评估',
  }
}

function describeEnd(all: readonly RoundPairing[]): DescribedStep {
  const living = all.filter(({ state }) => occupiesPlace(state))
  const of = (wanted: (state: string) => boolean) => namesOf(all.filter(({ state }) => wanted(state)))
  return {
    title: '结束批次',
    touched: [
      ...touch('已完成，记录留着', '对', of(isCompleted)),
      ...touch('没成或解除，不能再在这一批里另找', '对', of(hasFailed)),
      ...touch('还没有评完，现在不能结束', '对', namesOf(living)),
    ],
    missing: living.length > 0 ? [`还有 ${living.length} 对没有评完，要等评完才能结束。`] : [],
    undo: '结束以后，在批次页上写明原因可以退回“评估中”。',
    action: living.length > 0 ? null : '结束批次',
  }
}

function describeReopening(all: readonly RoundPairing[], now: Date): DescribedStep & { seen: string } {
  const split = splitByReopening(all, now)
  const { built, back, over } = split
  const today = toDay(now)
  return {
    seen: fingerprintSeen(namedByReopening(split)),
    title: '退回评估以前',
    touched: [
      ...touch('回到评估以前的样子，该填帮扶记录的日子顺延', '对', namesOf(back)),
      ...touch('已经期满，留在评估中', '对', namesOf(over)),
      ...touch('已经有人写了评价，所以不能退回', '对', namesOf(built)),
      ...touch(
        '不动',
        '对',
        all
          .filter((one) => ![...built, ...back, ...over].includes(one))
          .flatMap((one) => {
            const why = explainNotDue(one.state, one.context, today)
            return why === null ? [] : [`${one.name}（${why}）`]
          }),
      ),
    ],
    missing: built.length > 0 ? [`已经有 ${built.length} 对写了评价，批次不能再退回。`] : [],
    undo: '批次回到“结对进行中”，以后可以再开始评估。原因会留在记录里。',
    action: built.length > 0 ? null : '退回',
  }
}

const describeSecondStart = (): DescribedStep => ({
  title: '退回评估中',
  touched: [],
  undo: '批次回到“评估中”：没成的结对又可以另找东部店，以后再结束。原因会留在记录里。',
  action: '退回',
})

async function describeLeaving({ read }: Pick<Site, 'read'>, round: RoundView, shopId = ''): Promise<DescribedStep> {
  const shop = round.shops.find(({ id }) => id === shopId)
  if (!shop) throw await notInRound(read, round.id, shopId)
  const nameOf = (id: string) => round.shops.find((one) => one.id === id)?.name ?? id
  const rulings = round.rulings.filter(({ west, east }) => west === shop.id || east === shop.id)
  return {
    title: '让一家店退出',
    touched: [
      ...touch(shop.wished ? '退出这个批次，填好的志愿作废' : '退出这个批次', '家', [shop.name]),
      ...touch(
        '指定和回避一起取消',
        '条',
        rulings.map(({ west, east, kind }) => `${kind === 'pin' ? '指定' : '回避'} ${nameOf(west)} 和 ${nameOf(east)}`),
      ),
    ],
    undo: '在采用匹配结果以前可以再加进来；志愿、指定和回避要重新填。',
    action: '让它退出',
  }
}

async function describeTakingBack({ read }: Pick<Site, 'read'>, round: RoundView, pair = ''): Promise<DescribedStep> {
  const ruling = round.rulings.find(({ west, east }) => `${west} ${east}` === pair)
  if (!ruling) throw await noSuchRuling(read, round.id, pair.split(' '))
  const nameOf = (id: string) => round.shops.find((one) => one.id === id)?.name ?? id
  const isPin = ruling.kind === 'pin'
  return {
    title: isPin ? '收回指定' : '收回回避',
    touched: touch(isPin ? '不再指定，按分数和志愿配' : '不再回避，两家可能配成一对', '条', [
      `${nameOf(ruling.west)} 和 ${nameOf(ruling.east)}（原因：${ruling.reason}）`,
    ]),
    undo: '在采用匹配结果以前可以重新指定或回避，要再写原因。',
    action: '收回',
  }
}

/** Does the step. Throws what the command throws. */
export async function takeRoundStep(
  site: Site,
  viewer: Viewer,
  { roundId, step, about, form }: StepQuestion & { form: StepForm },
): Promise<void> {
  const event = steps[findStep(step)]
  const { version, seen, reason } = form
  if (event === 'REOPEN') return stepRound(site, viewer, { roundId, version, seen, event: { type: event, reason } })
  if (event !== null) return stepRound(site, viewer, { roundId, version, seen, event: { type: event } })
  if (step === 'leave') return leaveRound(site, viewer, { roundId, shopId: about.shop ?? '' })
  const [west = '', east = ''] = (about.pair ?? '').split(' ')
  return setPairRuling(site, viewer, { roundId, west, east, ruling: null, reason: '' })
}
