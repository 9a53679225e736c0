// The page of a step that ends something: whom it touches, what is missing, how it can be undone; it is done here.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { Consequences } from '#app/ui/consequences.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { StepPageContent } from '../step-page.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

interface StepPageProps {
  viewer: Viewer
  /** The place in the navigation. */
  at: string
  crumbs: readonly { href: string; label: string }[]
  step: StepPageContent
  refused: Refused | null
  /** More fields of this step. */
  children?: ReactNode
}

export function StepPage({ viewer, at, crumbs, step, refused, children }: StepPageProps) {
  return (
    <DeskFrame viewer={viewer} at={at} title={step.title} crumbs={[...crumbs, step.back]}>
      <ErrorSummary refused={refused?.refused} />
      <Consequences touched={step.touched} missing={step.missing} undo={step.undo} action={step.action} back={step.back.href}>
        <input type="hidden" name="version" value={step.version} />
        {step.seen !== undefined && <input type="hidden" name="seen" value={step.seen} />}
        {step.reason !== null && <ReasonField label={step.reason} size={48} maxLength={maxLengths.account} refused={refused} />}
        {children}
      </Consequences>
    </DeskFrame>
  )
}
