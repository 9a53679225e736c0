// The desk's frame for a viewer: the navigation has only what the viewer's duties reach.
import type { ReactNode } from 'react'
import { DeskPage } from './desk-page.tsx'
import type { IconName } from '#app/ui/icons.tsx'
import { type Duty, roleLabels } from '#app/access/roles.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'

const places: readonly { href: string; label: string; icon: IconName; duty: Duty }[] = [
  { href: '/desk/cohorts', label: '培训班', icon: 'calendar', duty: 'cohorts.see' },
  { href: '/desk/rosters', label: '花名册', icon: 'upload', duty: 'rosters.import' },
  { href: '/desk/persons', label: '人员和户', icon: 'people', duty: 'households.see' },
  { href: '/desk/reports/households', label: '培训到户报表', icon: 'chart', duty: 'reports.see' },
  { href: '/desk/shops', label: '网店名录', icon: 'shop', duty: 'pairings.see' },
  { href: '/desk/rounds', label: '结对批次', icon: 'calendar', duty: 'pairings.coordinate' },
  { href: '/desk/pairings', label: '结对', icon: 'talk', duty: 'pairings.see' },
  { href: '/desk/plan-template', label: '帮扶计划', icon: 'pen', duty: 'pairings.coordinate' },
  { href: '/desk/reports/pairings', label: '结对成效', icon: 'chart', duty: 'pairings.see' },
  { href: '/desk/accounts', label: '账号', icon: 'key', duty: 'accounts.manage' },
  { href: '/desk/workflows', label: '流程图', icon: 'flow', duty: 'workflows.see' },
]

interface DeskFrameProps {
  viewer: Viewer
  title: string
  /** The address of this page's entry in the navigation. */
  at: string
  crumbs?: readonly { href: string; label: string }[]
  actions?: ReactNode
  children: ReactNode
}

export function DeskFrame({ viewer, at, ...page }: DeskFrameProps) {
  const nav = [{ href: '/desk', label: '工作台', icon: 'home' as const }, ...places.filter((place) => hasDuty(viewer, place.duty))].map(
    ({ href, label, icon }) => ({ href, label, icon, current: href === at }),
  )
  return (
    <DeskPage
      nav={nav}
      who={{ name: viewer.name, roles: [...new Set(viewer.grants.map((grant) => roleLabels[grant.role]))].join('、') }}
      {...page}
    />
  )
}
