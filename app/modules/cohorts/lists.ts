// The lists of cohorts and of the people of one, as pages show them and workbooks hold them.
import { formatDay, formatMoment, toDay } from '#app/calendar.ts'
import { lookUp } from '#app/text/look-up.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import { markLabels, marks } from './attendance.ts'
import { formatCohortNumber, yearOf } from '#app/text/cohort-label.ts'
import type { AttendanceSheet, ListedCohort, TraineeLine } from './queries.server.ts'
import { isStudying } from './enrolment.states.ts'
import type { SlipHolding, SlipLine } from './slips.server.ts'
import type { WaitingLine } from './step-consequences.server.ts'
import { cohortStateLabels, enrolmentStateLabels } from './states.ts'

const placeIn = (labels: Record<string, string>) => (state: string) => Object.keys(labels).indexOf(state)
const placeOfCohort = placeIn(cohortStateLabels)
const placeOfEnrolment = placeIn(enrolmentStateLabels)

export const cohortList: ListDefinition<ListedCohort> = {
  size: 200,
  columns: [
    { key: 'number', head: '期', kind: 'short', value: formatCohortNumber, order: (cohort) => yearOf(cohort) * 1_000 + cohort.number },
    { key: 'name', head: '班名', value: ({ name }) => name },
    { key: 'tier', head: '层次', kind: 'short', value: ({ tier }) => tierLabels[tier] },
    { key: 'course', head: '课程', value: ({ courseTitle }) => courseTitle },
    { key: 'from', head: '开始', kind: 'day', value: ({ startsOn }) => startsOn },
    { key: 'to', head: '结束', kind: 'day', value: ({ endsOn }) => endsOn },
    { key: 'place', head: '地点', value: ({ place }) => place },
    {
      key: 'state',
      head: '状态',
      kind: 'state',
      value: ({ state }) => cohortStateLabels[state] ?? state,
      order: ({ state }) => placeOfCohort(state),
    },
  ],
  filters: [
    { name: 'state', label: '状态', value: ({ state }) => state, labelOf: (state) => lookUp(cohortStateLabels, state) ?? state },
    { name: 'tier', label: '层次', value: ({ tier }) => tier, labelOf: (_, cohort) => (cohort ? tierLabels[cohort.tier] : '没有的层次') },
    { name: 'year', label: '年份', value: (cohort) => String(yearOf(cohort)), labelOf: (year) => `${year} 年` },
  ],
}

/** A trainee as the class's page shows them. */
export interface ShownTrainee extends TraineeLine {
  /** The names of township and village. */
  place: string
  certificate: { id: string; number: string; state: string } | null
  /** Progress in the course; null before they began. */
  progress: { lessonsDone: number; lessons: number } | null
}

/** What a trainee's box sends; null for those whom the viewer only sees. */
export const tickOf = ({ canMark, enrolmentId }: Pick<ShownTrainee, 'canMark' | 'enrolmentId'>) => (canMark ? enrolmentId : null)

export const traineeList: ListDefinition<ShownTrainee> = {
  size: 200,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'place', head: '乡镇和村', value: ({ place }) => place },
    {
      key: 'state',
      head: '状态',
      kind: 'state',
      value: ({ state }) => enrolmentStateLabels[state] ?? state,
      order: ({ state }) => placeOfEnrolment(state),
    },
    { key: 'attended', head: '到课', kind: 'number', value: ({ attended }) => attended },
    { key: 'lessons', head: '学到（课）', kind: 'number', value: ({ progress }) => progress?.lessonsDone ?? null },
    { key: 'exam', head: '考试', kind: 'short', value: ({ examPassed }) => (examPassed ? '通过' : '还没通过') },
    {
      key: 'missing',
      head: '还差',
      value: ({ state, missing, reason }) => (isStudying(state) ? missing.join('，') || '没有' : reason),
    },
    { key: 'certificate', head: '证书', kind: 'short', value: ({ certificate }) => certificate?.number ?? null },
  ],
  filters: [
    { name: 'state', label: '状态', value: ({ state }) => state, labelOf: (state) => lookUp(enrolmentStateLabels, state) ?? state },
    {
      name: 'exam',
      label: '考试',
      value: ({ examPassed }) => (examPassed ? 'passed' : 'open'),
      labelOf: (exam) => (exam === 'passed' ? '通过' : '还没通过'),
    },
    { name: 'region', label: '乡镇和村', value: ({ region }) => region, labelOf: (code, trainee) => trainee?.place ?? code },
  ],
}

/** A trainee on the sheet of a session; `place`: the name of the village. */
export type AttendanceLine = AttendanceSheet['lines'][number] & { place: string }

export const attendanceList: ListDefinition<AttendanceLine> = {
  size: 100,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    {
      key: 'mark',
      head: '考勤',
      value: ({ mark }) => (mark ? markLabels[mark] : '还没记'),
      order: ({ mark }) => (mark ? marks.indexOf(mark) : null),
    },
    { key: 'village', head: '村', kind: 'short', value: ({ place }) => place },
    { key: 'reason', head: '改动的原因', isForScreen: true, value: () => null },
    { key: 'history', head: '记录', isForScreen: true, value: () => null },
  ],
  filters: [
    {
      name: 'mark',
      label: '考勤',
      value: ({ mark }) => mark ?? 'none',
      labelOf: (code) => lookUp(markLabels, code) ?? '还没记',
    },
    { name: 'region', label: '村', value: ({ region }) => region, labelOf: (code, line) => line?.place ?? code },
  ],
}

/** What the box of somebody who can still sit the exam sends; null while they sit it. */
export const skipTickOf = ({ canSkip, enrolmentId }: WaitingLine) => (canSkip ? enrolmentId : null)

/** For whom a class that should be closed must wait. */
export const waitingList: ListDefinition<WaitingLine> = {
  size: 200,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'state', head: '考试', kind: 'short', value: ({ canSkip }) => (canSkip ? '还没来考' : '正在考') },
    { key: 'until', head: '最迟', kind: 'short', value: ({ until }) => until, order: ({ lastDay }) => lastDay },
  ],
}

const holdingLabels: Record<SlipHolding, string> = { without: '还没有登录条', live: '发过，还没登录', in: '已登录' }

/** Whoever has no slip and has not signed in: ticked when the page opens. */
export const needsSlip = ({ slipHolding }: Pick<SlipLine, 'slipHolding'>) => slipHolding === 'without'

/** Since when somebody signs in. */
const formatSignIn = ({ slipHolding, since }: SlipLine) =>
  slipHolding !== 'in' ? '还没登录过' : since ? `${formatDay(toDay(since))}起` : '已登录过'

/** Who of a class has a slip. */
export const slipList: ListDefinition<SlipLine> = {
  size: 150,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'place', head: '住址', value: ({ where }) => where },
    {
      key: 'slip',
      head: '发过',
      value: ({ slip }) => (slip ? `${formatMoment(slip.issuedAt)}，${slip.by}` : '没有'),
      order: ({ slip }) => slip && slip.issuedAt.getTime(),
    },
    {
      key: 'since',
      head: '登录',
      kind: 'short',
      value: formatSignIn,
      order: (line) => Object.keys(holdingLabels).indexOf(line.slipHolding),
    },
    { key: 'reason', head: '重发的原因', isForScreen: true, value: () => null },
  ],
  filters: [
    {
      name: 'show',
      label: '登录条',
      value: ({ slipHolding }) => slipHolding,
      labelOf: (holding) => lookUp(holdingLabels, holding) ?? holding,
    },
    { name: 'region', label: '住址', value: ({ regionCode }) => regionCode, labelOf: (code, line) => line?.place ?? code },
  ],
}
