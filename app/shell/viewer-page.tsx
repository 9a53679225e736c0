// The frame of a page that everybody has: the desk's for those who work at a desk, the phone's for others.
import type { ReactNode } from 'react'
import deskCss from '#app/ui/desk.css?url'
import { DeskFrame } from './desk-frame.tsx'
import { useDeskViewer } from './desk-viewer.ts'
import { paths } from './paths.ts'
import { type NavItem, PhonePage } from './phone-page.tsx'

interface ViewerPageProps {
  title: string
  /** The way back; at a desk the page before this one in its path. */
  back?: { href: string; label: string } | undefined
  /** Of the phone only. */
  nav?: readonly NavItem[] | undefined
  /** The address of the desk's entry in the navigation. */
  at: string
  /** What can be done with what is shown: beside the title at a desk, below it on a phone. */
  actions?: ReactNode
  children: ReactNode
}

export function ViewerPage({ title, back, nav, at, actions, children }: ViewerPageProps) {
  const desk = useDeskViewer()
  if (!desk) {
    return (
      <PhonePage title={title} back={back} nav={nav}>
        <h1 className="hidden-words">{title}</h1>
        {children}
        {actions && <div className="row screen-only">{actions}</div>}
      </PhonePage>
    )
  }
  return (
    <>
      <DeskStyles />
      <DeskFrame viewer={desk.viewer} title={title} at={at} crumbs={back && back.href !== paths.home() ? [back] : []} actions={actions}>
        {children}
      </DeskFrame>
    </>
  )
}

/** A route's `links` cannot depend on who looks: phones would get the desk's styles too. */
export const DeskStyles = () => <link rel="stylesheet" href={deskCss} />
