// What is said of everything that a search found: beside each result on the page, and in the columns of its sheet in the workbook.
import { formatDay } from '#app/calendar.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import { cohortStateLabels, enrolmentStateLabels } from '#app/modules/cohorts/states.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { sexLabels, statusLabels } from '#app/modules/households/labels.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import type { DeskSearch } from './found.ts'

/** The kinds of results that are told by their columns; what was found in courses is shown with its marks. */
export type FoundKind = Exclude<keyof DeskSearch, 'passages' | 'waiting'>
export type FoundOf<Kind extends FoundKind> = DeskSearch[Kind]['rows'][number]

interface FoundColumn<Row> {
  head: string
  /** `places` are the names of places by code. */
  value: (row: Row, places: Readonly<Record<string, string>>) => string | null | undefined
  /** How the page says it, where it has no head; `value` says it without. */
  shown?: (row: Row) => string
}

/** The first column names the thing. */
export const foundKinds: { [Kind in FoundKind]: { label: string; columns: readonly FoundColumn<FoundOf<Kind>>[] } } = {
  people: {
    label: '人员',
    columns: [
      { head: '姓名', value: ({ name }) => name },
      { head: '性别', value: ({ sex }) => sexLabels[sex] },
      { head: '出生', value: ({ birthYear }) => `${birthYear}年生` },
      { head: '乡镇和村', value: ({ regionCode }, places) => places[regionCode] },
      {
        head: '户编号',
        value: ({ householdNumber }) => householdNumber ?? '没有登记户',
        shown: ({ householdNumber }) => (householdNumber ? `户 ${householdNumber}` : '没有登记户'),
      },
    ],
  },
  households: {
    label: '户',
    columns: [
      { head: '户编号', value: ({ number }) => number, shown: ({ number }) => `户 ${number}` },
      {
        head: '户主',
        value: ({ head }) => head ?? '没有登记户主',
        shown: ({ head }) => (head ? `户主 ${head}` : '没有登记户主'),
      },
      { head: '人数', value: ({ members }) => `${members} 人` },
      { head: '乡镇和村', value: ({ regionCode }, places) => places[regionCode] },
      { head: '属性', value: ({ status }) => (status ? statusLabels[status] : '没有登记属性') },
    ],
  },
  trainees: {
    label: '学员',
    columns: [
      { head: '姓名', value: ({ name }) => name },
      { head: '培训班', value: ({ cohort }) => formatCohort(cohort) },
      { head: '状态', value: ({ state }) => enrolmentStateLabels[state] },
    ],
  },
  cohorts: {
    label: '培训班',
    columns: [
      { head: '培训班', value: formatCohort },
      { head: '开班', value: ({ startsOn }) => `${formatDay(startsOn)}起` },
      { head: '状态', value: ({ state }) => cohortStateLabels[state] ?? state },
    ],
  },
  courses: {
    label: '课程',
    columns: [
      { head: '课程', value: ({ title }) => title },
      { head: '层次', value: ({ tier }) => tierLabels[tier] },
    ],
  },
  certificates: {
    label: '证书',
    columns: [
      { head: '编号', value: ({ number }) => number },
      { head: '姓名', value: ({ name }) => name },
      { head: '发证日', value: ({ issuedOn }) => formatDay(issuedOn) },
      { head: '状态', value: ({ state }) => certificateStateLabels[state] ?? state },
    ],
  },
  shops: {
    label: '网店',
    columns: [
      { head: '店', value: ({ name }) => name },
      { head: '哪一方', value: ({ side }) => (side === 'west' ? '西部网店' : '东部网店') },
      { head: '在哪里', value: ({ regionCode }, places) => places[regionCode] },
    ],
  },
  pairings: {
    label: '结对',
    columns: [
      { head: '结对', value: ({ west, east }) => `${west.name} × ${east.name}` },
      { head: '状态', value: ({ state }) => formatPairingState(state) },
    ],
  },
}
