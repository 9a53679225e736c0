// Labels of exams on screen.
import { toDay, formatDay } from '#app/calendar.ts'
import { attemptEventLabels, attemptStateLabels } from './attempt-labels.ts'
import type { AnswerStatus } from './attempt.events.ts'
import type { QuestionKind } from './draw.ts'
import type { DoubtfulPass, ExamStatus, KindCount, Outcome } from './exams.server.ts'
import { isSitting } from './attempt.states.ts'

/** Instruction to the candidate, by kind of question. */
export const kindInstructions: Record<QuestionKind, string> = { single: '选一个', multiple: '把对的都选上', trueFalse: '判断对错' }

export const answerStatusLabels: Record<AnswerStatus, string> = {
  inTime: '按时收到',
  lateCounted: '考完后才收到，按时作答，已计分',
  lateKept: '交卷以后才收到，或时间到以后作答，已留存，不计分',
}

/** Formats the first and last day on which an exam can be sat, both inclusive. Parts that both dates share appear once. */
export function formatExamDays({ opensAt, closesAt }: { opensAt: Date; closesAt: Date }) {
  const [first, last] = [toDay(opensAt), getLastDay({ closesAt })]
  if (first === last) return formatDay(first)
  return `${formatDay(first)}到${first.slice(0, 4) === last.slice(0, 4) ? formatDay(last).replace(/^.*年/, '') : formatDay(last)}`
}

/** The last day on which it can be sat: it closes at the end of that day. */
export const getLastDay = ({ closesAt }: { closesAt: Date }) => toDay(new Date(closesAt.getTime() - 1))

/** Formats a step of an attempt for its history at the desk: the event, and the new state unless the event implies it. */
export function formatStep({ type, to }: { type: string; to: string }) {
  const said: Partial<Record<string, string>> = attemptEventLabels
  const [happened, stands] = [said[type] ?? type, attemptStateLabels[to] ?? to]
  return stands.includes(happened) ? stands : `${happened}，${stands}`
}

/** A candidate's outcome in the exam. */
export const outcomeLabels: Record<Outcome, string> = { passed: '通过', failed: '未通过', sitting: '正在考', absent: '还没考' }

/** A trainee's status in an exam, on their own pages. */
export const examStatusLabels: Record<ExamStatus, string> = {
  passed: '通过',
  sitting: '正在考，时间在走',
  grading: '正在判卷',
  open: '现在可以考',
  coming: '还没开考',
  failed: '未通过',
  missed: '没有考',
}

/** Attributes that name the sheets of an exam, for pages that wait for sheets still stored on the phone. */
export const attemptDataAttributes = ({ id, attempts }: { id: string; attempts: readonly { id: string; state: string }[] }) => ({
  id,
  attempts: attempts.map(({ id }) => id),
  ongoing: attempts.find(({ state }) => isSitting(state))?.id ?? null,
})

/**
 * Attributes of an element that is hidden while one of these sheets is still on this phone (phone/start-phone.ts): that sheet may yet pass.
 */
export const hiddenWhileWaitingAttributes = ({ id, attempts, ongoing }: ReturnType<typeof attemptDataAttributes>) => ({
  'data-exam': id,
  'data-attempts': attempts.join(' '),
  'data-ongoing': ongoing ?? undefined,
})

/** Whether the trainee can do something about it now. */
export const isActionable = ({ status }: { status: ExamStatus }) => status === 'open' || status === 'sitting'

/** Why a pass should be looked at. */
export const doubtLabels: Record<DoubtfulPass['doubt'], string> = {
  afterHandingIn: '本人交卷以后又来了答案',
  afterTime: '时间到收卷以后才来的答案',
}

const shortKindLabels: Record<QuestionKind, string> = { single: '单选', multiple: '多选', trueFalse: '判断' }

/** Formats, for instance, 单选 6 题对 4 题. */
export const formatKindCount = ({ kind, right, of }: KindCount) => `${shortKindLabels[kind]} ${of} 题对 ${right} 题`
