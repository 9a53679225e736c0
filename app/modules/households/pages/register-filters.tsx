// What the lists of people and of households share: the tabs between them, and their filters, which stay in the address.
import type { Place } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Tabs } from '#app/ui/data-table.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { statusLabels } from '../labels.ts'
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

/** The filters as they stand in an address. */
export const toFilterQuery = ({
  region,
  status,
  stage = '',
}: Pick<FilterProps, 'region' | 'status' | 'stage'>): Record<string, string> => ({
  ...(region ? { region } : {}),
  ...(status ? { status } : {}),
  ...(stage ? { stage } : {}),
})

export const RegisterFilters = ({ region, status, stage, stages, places, errors = {} }: FilterProps) => (
  <form method="get" className="filters">
    <PlaceField label="乡镇或村" name="region" empty="全部" whole="" choices={places} defaultValue={region} errors={errors.region} />
    <SelectField label="户的属性" name="status" defaultValue={status} errors={errors.status}>
      <option value="">全部</option>
      {Object.entries({ ...statusLabels, unregistered: '没有登记属性' }).map(([value, label]) => (
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
    <Button kind="plain">照这样看</Button>
  </form>
)
