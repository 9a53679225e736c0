// Enrolling people who are ticked in the register's list.
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'

interface EnrolFormProps {
  search: string
  position: Record<string, string>
  cohorts: readonly { id: string; name: string }[]
  /** The class that was chosen last. */
  chosen: string
  refused: Refused | null
  children: ReactNode
}

/** The table with its ticks; the whole page can be ticked, or nobody. */
export function EnrolForm({ search, position, cohorts, chosen, refused, children }: EnrolFormProps) {
  const errors = refused?.refused.fields.cohort ?? []
  return (
    <Form method="post" id="field-person">
      {Object.entries({ listed: search, ...position }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="row">
        <label htmlFor="field-cohort">给勾选的人报名：</label>
        <select
          id="field-cohort"
          name="cohort"
          style={{ width: 'auto' }}
          defaultValue={refused?.entered.cohort ?? chosen}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={errors.length > 0 ? 'field-cohort-error' : undefined}
        >
          <option value="">请选培训班</option>
          {cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <Button kind="plain">报名</Button>
        <Button kind="plain" name="tick" value="page">
          这一页全勾
        </Button>
        <Button kind="plain" name="tick" value="none">
          都不勾
        </Button>
      </div>
      {errors.length > 0 && (
        <p className="field-error" id="field-cohort-error">
          {errors.join(' ')}
        </p>
      )}
      {children}
    </Form>
  )
}
