// A choice of townships and their villages.
import type { ReactNode, SelectHTMLAttributes } from 'react'
import type { Place } from '#app/modules/regions/regions.server.ts'
import { SelectField } from '#app/ui/field.tsx'

interface PlaceFieldProps extends SelectHTMLAttributes<HTMLSelectElement> {
  label: string
  hint?: ReactNode
  errors?: readonly string[] | undefined
  choices: readonly Place[]
  /** The word for no choice. */
  empty?: string
  /** What is said of a township whose village is not chosen. */
  whole?: string
}

export const PlaceField = ({ choices, empty = '请选', whole = '（不知道哪个村）', ...field }: PlaceFieldProps) => (
  <SelectField {...field}>
    <option value="">{empty}</option>
    {choices.map(({ code, name, villages }) => (
      <optgroup key={code} label={name}>
        <option value={code}>
          {name}
          {whole}
        </option>
        {villages.map((village) => (
          <option key={village.code} value={village.code}>
            {name} {village.name}
          </option>
        ))}
      </optgroup>
    ))}
  </SelectField>
)
