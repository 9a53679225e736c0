// Enrolling people who are ticked in the register's list.
import type { ReactNode } from 'react'
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

interface EnrolFormProps {
  search: string
  /** The classes to choose from; none if nobody can be enrolled, and the form only turns the list. */
  cohorts: readonly { id: string; name: string }[]
  /** The class that was chosen last. */
  chosen: string
  refused: Refused | null
  /** Stand above the class. */
  filters: ReactNode
  children: ReactNode
}

/** The list with its ticks, and the class in which they are enrolled. */
export function EnrolForm({ search, cohorts, chosen, refused, filters, children }: EnrolFormProps) {
  const errors = refused?.refused.fields.cohort ?? []
  return (
    <PostForm id="field-person">
      <input type="hidden" name="listed" value={search} />
      {filters}
      {cohorts.length > 0 && (
        <div className="row screen-only">
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
        </div>
      )}
      {errors.length > 0 && (
        <p className="field-error" id="field-cohort-error">
          {errors.join(' ')}
        </p>
      )}
      {children}
    </PostForm>
  )
}
