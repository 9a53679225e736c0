// The workflow definitions of cohorts and enrolments.
import { z } from 'zod'
import { count, id, longText } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { cohortMachine } from './cohort.machine.ts'
import { enrolmentMachine } from './enrolment.machine.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const reason = z.string().trim().min(2, '请写明原因。').max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`)
const day = z.iso.date()

export const cohortWorkflow = defineWorkflow({
  kind: 'cohort',
  title: '培训班',
  machine: cohortMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('OPEN'), sessions: count() }),
    z.strictObject({ type: z.literal('START'), enrolled: count() }),
    z.strictObject({ type: z.literal('CLOSE'), lastDay: day, today: day, toSit: count() }),
    z.strictObject({ type: z.literal('CANCEL'), reason }),
    z.strictObject({ type: z.literal('REOPEN'), reason, was: z.enum(['planned', 'enrolling', 'running']) }),
  ]),
  systemEvents: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('CHANGE_COURSE'), reason, from: id(), to: id() })]),
  context: z.strictObject({ reason: longText().nullable() }),
  labels: {
    states: { planned: '筹备', enrolling: '报名中', running: '开班', completed: '结业', cancelled: '取消' },
    events: { OPEN: '开始报名', START: '开班', CLOSE: '结业', CANCEL: '取消', REOPEN: '重新开班' },
    system: { CHANGE_COURSE: '换课程的版本' },
    needs: { OPEN: '要先排课', START: '要先有人报名', CLOSE: '要到最后一次课那天，而且没有人还能考试' },
  },
})

export const enrolmentWorkflow = defineWorkflow({
  kind: 'enrolment',
  title: '报名',
  machine: enrolmentMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('LEAVE'), reason }),
    z.strictObject({ type: z.literal('RETURN'), reason, cohort: id() }),
    z.strictObject({ type: z.literal('SKIP_EXAM'), reason, sitting: count() }),
    z.strictObject({ type: z.literal('SIT_EXAM'), reason }),
  ]),
  systemEvents: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('START') }),
    z.strictObject({ type: z.literal('ATTENDANCE'), attended: count(), sessions: count(), metOn: day.nullable() }),
    z.strictObject({ type: z.literal('EXAM_PASSED'), day }),
    z.strictObject({ type: z.literal('FAIL'), reason }),
    z.strictObject({ type: z.literal('CLASS_CANCELLED'), reason }),
    z.strictObject({ type: z.literal('CLASS_REOPENED'), reason, cohort: id() }),
  ]),
  context: z.strictObject({
    attended: count(),
    sessions: count(),
    attendanceMetOn: day.nullable(),
    examPassedOn: day.nullable(),
    completedOn: day.nullable(),
    reason: longText().nullable(),
  }),
  labels: {
    states: {
      enrolled: '已报名',
      studying: '在学',
      notSitting: '不参加考试',
      completed: '结业',
      failed: '未结业',
      left: '退班',
      dismissed: '班已取消',
    },
    events: { LEAVE: '退班', RETURN: '回班', SKIP_EXAM: '未参加考试', SIT_EXAM: '还是参加考试' },
    needs: { RETURN: '培训班要还没有结业或取消', SKIP_EXAM: '要考试还没有通过，也没有答卷在答或等着判' },
    system: {
      START: '开班',
      ATTENDANCE: '记考勤',
      EXAM_PASSED: '考试通过',
      FAIL: '班已结业',
      CLASS_CANCELLED: '班已取消',
      CLASS_REOPENED: '重新开班',
    },
  },
})
