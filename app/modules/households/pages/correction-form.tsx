// A form that corrects what is believed of a household for some days, with a reason.
import type { ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface Correcting {
  kind: string
  title: string
  /** A first and a last day; the day of a move, which may be left out; a first day; or none. */
  days?: 'range' | 'move' | 'begin' | 'none'
  /** What was entered in one of the page's forms, if it was refused. */
  entered?: Record<string, string> | undefined
  errors: Record<string, string[]>
  /** The fields for what holds on these days. */
  children: ReactNode
}

export function CorrectionForm({ kind, title, days = 'range', entered, errors, children }: Correcting) {
  const mine = entered?.do === kind
  // The error summary links to the fields of the refused form.
  const field = (name: string) => ({
    id: mine ? undefined : `${kind}-${name}`,
    name,
    defaultValue: mine ? entered[name] : undefined,
    errors: mine ? errors[name] : undefined,
  })
  return (
    <Fold summary={title} open={mine}>
      <PostForm className="stack">
        <input type="hidden" name="do" value={kind} />
        {children}
        {days === 'move' ? (
          <Field label="搬家那一天" hint="从这一天起住在那里；一开始就登记错了的，空着" type="date" {...field('from')} />
        ) : (
          days !== 'none' && <Field label="从哪一天起" type="date" required {...field('from')} />
        )}
        {days === 'range' && <Field label="到哪一天为止" hint="这一天不算在里面；一直到现在就空着" type="date" {...field('to')} />}
        <Field label="为什么更正" hint="凭什么材料、谁核实的" required maxLength={maxLengths.reason} {...field('reason')} />
        <Button>更正</Button>
      </PostForm>
    </Fold>
  )
}
