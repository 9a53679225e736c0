// The places of the desk, in groups: a viewer sees what their duties reach.
import type { Duty } from '#app/access/roles.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { IconName } from '#app/ui/icons.tsx'
import { paths } from './paths.ts'

export interface DeskPlace {
  href: string
  label: string
  icon: IconName
}

export interface DeskGroup {
  label: string
  icon: IconName
  places: readonly DeskPlace[]
}

const groups: readonly (Omit<DeskGroup, 'places'> & { places: readonly (DeskPlace & { duty: Duty })[] })[] = [
  {
    label: '培训',
    icon: 'calendar',
    places: [
      { href: paths.cohorts(), label: '培训班', icon: 'calendar', duty: 'cohorts.see' },
      { href: paths.inquiries(), label: '学员提问', icon: 'ask', duty: 'learning.answer' },
      { href: paths.certificateRegister(), label: '结业证书', icon: 'award', duty: 'certificates.list' },
      { href: paths.studio(), label: '课程', icon: 'book', duty: 'courses.write' },
    ],
  },
  {
    label: '人员',
    icon: 'people',
    places: [
      { href: paths.persons(), label: '人员和户', icon: 'people', duty: 'households.see' },
      { href: paths.followUpList(), label: '回访', icon: 'call', duty: 'followUps.see' },
      { href: paths.rosters(), label: '花名册', icon: 'upload', duty: 'rosters.import' },
    ],
  },
  {
    label: '结对',
    icon: 'talk',
    places: [
      { href: paths.shops(), label: '网店名录', icon: 'shop', duty: 'pairings.see' },
      { href: paths.rounds(), label: '结对批次', icon: 'rounds', duty: 'pairings.coordinate' },
      { href: paths.pairings(), label: '结对', icon: 'talk', duty: 'pairings.see' },
      { href: paths.planTemplate(), label: '帮扶计划', icon: 'pen', duty: 'pairings.coordinate' },
    ],
  },
  {
    label: '报表',
    icon: 'chart',
    places: [
      { href: paths.pipeline(), label: '梯队', icon: 'funnel', duty: 'reports.see' },
      { href: paths.householdReport(), label: '培训到户报表', icon: 'chart', duty: 'reports.see' },
      { href: paths.pairingReport(), label: '结对成效', icon: 'growth', duty: 'pairings.see' },
    ],
  },
  {
    label: '系统',
    icon: 'gear',
    places: [
      { href: paths.accounts(), label: '账号', icon: 'key', duty: 'accounts.manage' },
      { href: paths.audit(), label: '操作记录', icon: 'record', duty: 'audit.see' },
      { href: paths.settings(), label: '设置', icon: 'gear', duty: 'programme.set' },
      { href: paths.workflows(), label: '流程图', icon: 'flow', duty: 'workflows.see' },
    ],
  },
]

/** Returns the groups of places within the viewer's reach, without empty ones. */
export const listDeskPlaces = (viewer: Viewer): DeskGroup[] =>
  groups
    .map(({ places, ...group }) => ({ ...group, places: places.filter(({ duty }) => hasDuty(viewer, duty)) }))
    .filter(({ places }) => places.length > 0)

const found: readonly (readonly [duty: Duty, words: string])[] = [
  ['households.see', '人、户'],
  ['cohorts.see', '班'],
  ['courses.write', '课程'],
  ['certificates.see', '证书'],
  ['pairings.see', '网店'],
]

/** What the search at the top of every page finds within the viewer's reach, in words. */
export const nameWhatIsFound = (viewer: Viewer) =>
  [
    ...(hasDuty(viewer, 'learning.answer') && !hasDuty(viewer, 'households.see') ? ['学员'] : []),
    ...found.flatMap(([duty, words]) => (hasDuty(viewer, duty) ? [words] : [])),
  ].join('、')

/** Whether the viewer works at a desk, so that pages of everybody keep the desk's frame. */
export const worksAtDesk = (viewer: Viewer) =>
  hasDuty(viewer, 'cohorts.see') || hasDuty(viewer, 'pairings.see') || hasDuty(viewer, 'courses.write')
