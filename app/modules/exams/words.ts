// The words of exams on screen.
import type { AnswerStanding } from './attempt.events.ts'
import type { QuestionKind } from './draw.ts'

export const kindNames: Record<QuestionKind, string> = { single: '单选题', multiple: '多选题', trueFalse: '判断题' }

/** What the candidate has to do, for each kind. */
export const kindTasks: Record<QuestionKind, string> = { single: '选一个', multiple: '把对的都选上', trueFalse: '判断对错' }

export const standingNames: Record<AnswerStanding, string> = {
  inTime: '按时收到',
  lateCounted: '考完后才收到，按时作答，已计分',
  lateKept: '交卷或时间到以后作答，已留存，不计分',
}

/** Where an attempt stands; the kernel's words are these. */
export const attemptWords: Record<string, string> = { sitting: '作答中', 'collected.submitted': '已交卷', 'collected.expired': '时间到，已收卷', 'graded.passed': '通过', 'graded.failed': '未通过' }
