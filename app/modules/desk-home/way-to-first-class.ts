// The way from an empty installation to its first class, step by step, ticked as it happens. Pure: from what is there.
import { paths } from '#app/shell/paths.ts'

export interface FirstClassFacts {
  /** Whether phones outside can open the address that paper carries; null for those who do not set it. */
  hasAddress: boolean | null
  /** Null for those who do not create accounts. */
  hasOfficer: boolean | null
  hasInstructor: boolean | null
  /** The class with which it goes on; null if there is none. */
  cohort: { id: string; enrolled: number; withoutSlip: number } | null
  hasRoster: boolean
}

export interface WayStep {
  key: string
  title: string
  hint: string
  isDone: boolean
  /** Where it is done; null if not on a page. */
  href: string | null
  action: string
  /** What helps, to download. */
  download?: { href: string; label: string } | undefined
}

/** Lists the steps of those who begin. */
export function listWaySteps({ hasAddress, hasOfficer, hasInstructor, cohort, hasRoster }: FirstClassFacts): WayStep[] {
  const enrolled = cohort?.enrolled ?? 0
  const step = (key: string, title: string, isDone: boolean, hint: string, href: string | null, action = title): WayStep => ({
    key,
    title,
    hint,
    isDone,
    href,
    action,
  })
  return [
    ...(hasAddress === null
      ? []
      : [step('address', '设好公开地址', hasAddress, '登录条和证书上的二维码用它，手机要打得开。', paths.settings())]),
    ...(hasOfficer === null
      ? []
      : [step('officers', '建乡镇专干的账号', hasOfficer, '每个乡镇至少一位，把登录链接交给本人。', paths.newAccount('townshipOfficer'))]),
    ...(hasInstructor === null
      ? []
      : [step('instructor', '建讲师的账号', hasInstructor, '讲师安排考试、看成绩。', paths.newAccount('instructor'))]),
    {
      ...step('roster', '交花名册', hasRoster || enrolled > 0, '照模板填姓名、身份证号、电话、村，交上来先看再收。', paths.rosters()),
      download: { href: paths.rosterTemplate(), label: '下载花名册模板' },
    },
    step('class', '办第一个班', cohort !== null, '定课程、地点和每次课的日子。', paths.newCohort()),
    step('enrolment', '把人加进班', enrolled > 0, '从名册里勾，或在班里交花名册，直接入班。', cohort ? paths.enrolment(cohort.id) : null),
    step(
      'slips',
      '印登录条发给学员',
      cohort !== null && enrolled > 0 && cohort.withoutSlip < enrolled,
      '学员扫条上的二维码，设自己的密码。',
      cohort && enrolled > 0 ? paths.slips(cohort.id) : null,
    ),
    step('begin', '开班', false, '开始报名，再点“开班”：那以后记考勤、安排考试。', cohort ? paths.cohort(cohort.id) : null),
  ]
}
