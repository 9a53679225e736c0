// The four figures of a desk's home, by role; each opens to its list.
import type { ClassesInHand } from '#app/modules/cohorts/in-hand/class-in-hand.ts'
import type { PairingErrands } from '#app/modules/mentorship/mentorship.server.ts'
import type { FiguresOfMonth } from '#app/modules/reports/reports.server.ts'
import { toReportQueryString } from '#app/modules/reports/report-query.ts'
import { paths } from '#app/shell/paths.ts'

/** A figure with the list that it opens to. */
export interface HomeFigure {
  label: string
  count: number
  unit: string
  href: string
}

const runningClasses = `${paths.cohorts()}?state=running`

/** For those who see reports: the report of this month, and who is in training now. */
export function listMonthFigures({ query, persons, registeredHouseholds, certified }: FiguresOfMonth, inTraining: number): HomeFigure[] {
  const listOf = (figure: string) => paths.householdReportList(figure, toReportQueryString({ ...query, knownOn: undefined }))
  return [
    { label: '本月结业', count: persons, unit: '人', href: listOf('persons') },
    { label: '其中建档立卡', count: registeredHouseholds, unit: '户', href: listOf('registeredHouseholds') },
    { label: '现在在学', count: inTraining, unit: '人', href: runningClasses },
    { label: '本月结业已发证', count: certified, unit: '张', href: listOf('attendances') },
  ]
}

/** For instructors: their classes. */
export function listInstructorFigures({ classes, total }: ClassesInHand, inTraining: number): HomeFigure[] {
  return [
    { label: '正在办的班', count: total, unit: '个', href: paths.cohorts() },
    { label: '现在在学', count: inTraining, unit: '人', href: runningClasses },
    {
      label: '达到结业要求',
      count: classes.reduce((sum, { completed }) => sum + completed, 0),
      unit: '人',
      href: runningClasses,
    },
    { label: '安排了考试', count: classes.filter(({ hasExam }) => hasExam).length, unit: '个班', href: runningClasses },
  ]
}

/** For coordinators: pairings and rounds. */
export function listCoordinatorFigures({ underWay, atRisk, proposed }: PairingErrands, rounds: number): HomeFigure[] {
  return [
    { label: '结对中', count: underWay, unit: '对', href: paths.pairings() },
    { label: '等双方答复', count: proposed, unit: '对', href: `${paths.pairings()}?view=proposed` },
    { label: '很久没有联系', count: atRisk, unit: '对', href: paths.pairings() },
    { label: '没有结束的批次', count: rounds, unit: '批', href: paths.rounds() },
  ]
}
