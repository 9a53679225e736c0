// What a class needs next, for its viewer: one sentence, and the one main action if the viewer may take it.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import type { WayStep } from '#app/ui/charts/way.tsx'
import { isCancelled, isCompleted, isPlanned, isRunning } from '../cohort.states.ts'
import type { CohortHead } from '../queries.server.ts'

export interface NextStep {
  sentence: string
  action: { label: string; href: string } | { label: string; post: string } | null
  /** Another way to the same. */
  otherwise?: { label: string; href: string }
}

const stages = ['筹备', '报名', '开班', '考试', '结业'] as const

/** The stages of a class; one that runs is at its exam once that can be sat. */
export function listStages({ state, exam }: Pick<CohortHead, 'state' | 'exam'>, now: Date): WayStep[] {
  const at = isCompleted(state) ? stages.length : isRunning(state) ? (exam && exam.opensAt <= now ? 3 : 2) : isPlanned(state) ? 0 : 1
  return stages.map((label, i) => ({ label, state: isCancelled(state) || i > at ? 'next' : i === at ? 'now' : 'done' }))
}

interface Situation {
  viewer: Viewer
  cohort: CohortHead
  /** What is missing if it could be closed now. */
  gaps: readonly string[]
}

/** Returns the next step of a class. */
export function findNextStep({ viewer, cohort, gaps }: Situation): NextStep {
  const { id, state, canRun } = cohort
  if (isCancelled(state)) return { sentence: `这个班已经取消。原因：${cohort.reason ?? '没有写'}`, action: null }
  if (isCompleted(state))
    return { sentence: '这个班已经结业。证书可以一次全部打印。', action: { label: '打印证书', href: paths.certificateSheets(id) } }
  if (isRunning(state)) return findNextOfRunning({ viewer, cohort, gaps })
  const step = cohort.steps.find(({ type }) => type === 'OPEN' || type === 'START')
  if (!canRun || !step) return { sentence: isPlanned(state) ? '还没有开始报名。' : '正在报名，还没有开班。', action: null }
  if (!step.missing) return { sentence: `可以${step.label}了。`, action: { label: step.label, post: step.type } }
  const sentence = `还不能“${step.label}”：${step.missing}。`
  if (isPlanned(state)) return { sentence, action: { label: '改安排', href: paths.cohortPlan(id) } }
  if (!hasDuty(viewer, 'rosters.import')) return { sentence, action: null }
  return {
    sentence,
    action: { label: '报名', href: paths.enrolment(id) },
    otherwise: { label: '导入花名册', href: `${paths.rosters()}?cohort=${id}` },
  }
}

function findNextOfRunning({ viewer, cohort, gaps }: Situation): NextStep {
  const { id, sessions, steps } = cohort
  const unmarked = sessions.find(({ hasBegun, marked }) => hasBegun && marked === 0)
  if (unmarked && hasDuty(viewer, 'attendance.take'))
    return {
      sentence: `${formatDay(unmarked.day)}的课（${unmarked.topic}）还没有记考勤。`,
      action: { label: '记考勤', href: paths.attendance(id, unmarked.id) },
    }
  if (!cohort.exam)
    return {
      sentence: '还没有安排考试：没有通过考试的人不能结业。',
      action: cohort.canRun && hasDuty(viewer, 'exams.plan') ? { label: '安排考试', href: paths.examPlan(id) } : null,
    }
  const coming = sessions.find(({ hasBegun }) => !hasBegun)
  if (coming) return { sentence: `下一次课：${formatDay(coming.day)}，${coming.topic}。`, action: null }
  const close = steps.find(({ type }) => type === 'CLOSE')
  if (!close) return { sentence: '课上完了，还没有结业。', action: null }
  if (close.missing) return { sentence: `还不能结业：${close.missing}。`, action: null }
  if (gaps.length > 0) return { sentence: gaps.join(''), action: null }
  return { sentence: '课上完了，考试也考完了，可以结业。', action: { label: '结业……', href: paths.cohortStep(id, 'close') } }
}
