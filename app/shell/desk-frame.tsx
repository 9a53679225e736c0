// The desk's frame for a viewer: the navigation has only what the viewer's duties reach.
import type { ReactNode } from 'react'
import { roleLabels } from '#app/access/roles.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { listDeskPlaces, nameWhatIsFound } from './desk-nav.ts'
import { DeskPage } from './desk-page.tsx'
import { useDeskViewer } from './desk-viewer.ts'
import type { Printed } from './printed.tsx'
import { TrailLink } from './trail-link.tsx'

interface DeskFrameProps {
  viewer: Viewer
  title: string
  /** The address of this page's entry in the navigation. */
  at: string
  crumbs?: readonly { href: string; label: string }[]
  actions?: ReactNode
  /** The thing that this page is about: kind and id. */
  trail?: readonly [kind: string, id: string]
  /** Offices print this page. */
  printed?: Printed | null | undefined
  searched?: string
  children: ReactNode
}

export function DeskFrame({ viewer, trail, actions, ...page }: DeskFrameProps) {
  const desk = useDeskViewer()
  const roles = [...new Set(viewer.grants.map((grant) => roleLabels[grant.role]))].join('、')
  return (
    <DeskPage
      groups={listDeskPlaces(viewer)}
      finds={nameWhatIsFound(viewer)}
      who={{ name: viewer.name, roles, regions: desk?.regions.join('、') ?? '' }}
      account={viewer.accountId}
      script={desk?.script}
      actions={
        (actions || trail) && (
          <>
            {actions}
            {trail && <TrailLink viewer={viewer} kind={trail[0]} id={trail[1]} />}
          </>
        )
      }
      {...page}
    />
  )
}
