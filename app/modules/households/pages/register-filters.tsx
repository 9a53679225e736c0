// What the lists of people and of households share: the tabs between them, and their filters, which stay in the address.
import type { Place } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import type { Params } from '#app/ui/tables/table-query.ts'
import { Tabs } from '#app/ui/data-table.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { statusFilterLabels } from '../lists.ts'
import { PlaceField } from './place-field.tsx'

export interface FilterProps {
  /** The chosen township or village, status and stage; empty for all. */
  region: string
  status: string
  stage?: string | undefined
  /** The stages to choose from, with their labels; none where there are none. */
  stages?: Record<string, string> | undefined
  places: readonly Place[]
  /** Why the filter was refused, by field. */
  errors?: Record<string, string[]> | undefined
}

export const RegisterTabs = ({ current }: { current: 'persons' | 'households' }) => (
  <Tabs
    label="人员和户"
    tabs={[
      { href: paths.persons(), label: '人', current: current === 'persons' },
      { href: paths.households(), label: '户', current: current === 'households' },
    ]}
  />
)

interface RegisterFiltersProps extends FilterProps {
  /** What else the address says of the list. */
  kept?: Params
  /** Whether they stand in the form of the list, which is sent along. */
  isPosted?: boolean
}

export function RegisterFilters({ isPosted = false, kept = [], ...fields }: RegisterFiltersProps) {
  if (isPosted) {
    return (
      <div className="filters compact">
        <FilterFields {...fields} />
        <Button kind="plain" name="turn" value="choose" formAction="?" formNoValidate>
          照这样看
        </Button>
      </div>
    )
  }
  return (
    <form method="get" className="filters compact">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FilterFields {...fields} />
      <Button kind="plain">照这样看</Button>
    </form>
  )
}

const FilterFields = ({ region, status, stage, stages, places, errors = {} }: FilterProps) => (
  <>
    <PlaceField label="乡镇或村" name="region" empty="全部" whole="" choices={places} defaultValue={region} errors={errors.region} />
    <SelectField label="户的属性" name="status" defaultValue={status} errors={errors.status}>
      <option value="">全部</option>
      {Object.entries(statusFilterLabels).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
    {stages && (
      <SelectField label="阶段" name="stage" defaultValue={stage}>
        <option value="">全部</option>
        {Object.entries(stages).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
    )}
  </>
)
