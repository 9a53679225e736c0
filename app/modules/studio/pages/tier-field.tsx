// For whom a course is.
import { type Tier, tierLabels, tiers } from '#app/modules/courses/tiers.ts'
import { SelectField } from '#app/ui/field.tsx'

interface TierFieldProps {
  /** What was chosen before. */
  chosen: string | undefined
  usual?: Tier | undefined
  errors: readonly string[] | undefined
}

export const TierField = ({ chosen, usual = 'entrepreneur', errors }: TierFieldProps) => (
  <SelectField label="给谁学" name="tier" defaultValue={chosen ?? usual} errors={errors}>
    {tiers.map((tier) => (
      <option key={tier} value={tier}>
        {tierLabels[tier]}
      </option>
    ))}
  </SelectField>
)
