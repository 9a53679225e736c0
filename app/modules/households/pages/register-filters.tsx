// What the lists of people and of households share: the tabs between them, and their filters, which stay in the address.
import type { Place } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { type Column, Tabs } from '#app/ui/data-table.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { type RegisterSort, statusLabels } from '../labels.ts'
import { PlaceField } from './place-field.tsx'

export interface FilterProps {
  /** The chosen township or village, status and stage; empty for all. */
  region: string
  status: string
  stage?: string | undefined
  sort?: RegisterSort | null | undefined
  dir?: 'asc' | 'desc' | undefined
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
  sort = null,
  dir = 'asc',
}: Pick<FilterProps, 'region' | 'status' | 'stage' | 'sort' | 'dir'>): Record<string, string> => ({
  ...(region ? { region } : {}),
  ...(status ? { status } : {}),
  ...(stage ? { stage } : {}),
  ...(sort ? { sort } : {}),
  ...(sort && dir === 'desc' ? { dir } : {}),
})

type FilterQuery = Parameters<typeof toFilterQuery>[0]

const toHref = (asked: FilterQuery) => `?${new URLSearchParams(toFilterQuery(asked)).toString()}`

/** How a column is sorted, and the link of its head; nothing if the list is too long to be sorted. */
export function sortingBy(
  by: RegisterSort,
  { isSortable, ...asked }: FilterQuery & { isSortable: boolean },
): Pick<Column<never>, 'sorting'> {
  if (!isSortable) return {}
  const dir = asked.sort === by ? (asked.dir ?? 'asc') : null
  return { sorting: { dir, href: toHref({ ...asked, sort: by, dir: dir === 'asc' ? 'desc' : 'asc' }) } }
}

const statusFilterLabels: Record<string, string> = { ...statusLabels, unregistered: '没有登记属性' }

/** What is filtered by, each to be taken off. */
function FilterChips({ asked, stages, places }: { asked: FilterQuery } & Pick<FilterProps, 'stages' | 'places'>) {
  const { region, status, stage = '' } = asked
  const chips = [
    { value: region, words: places.find(({ code }) => code === region)?.name ?? region, without: { ...asked, region: '' } },
    { value: status, words: statusFilterLabels[status] ?? status, without: { ...asked, status: '' } },
    { value: stage, words: stages?.[stage] ?? stage, without: { ...asked, stage: '' } },
  ].filter(({ value }) => value)
  if (chips.length === 0) return null
  return (
    <p className="chips" role="group" aria-label="只看">
      只看：
      {chips.map(({ value, words, without }) => (
        <a key={value} href={toHref(without)} aria-current="true" aria-label={`不再只看${words}`}>
          {words} <span aria-hidden="true">✕</span>
        </a>
      ))}
    </p>
  )
}

export const RegisterFilters = ({ region, status, stage, sort, dir, stages, places, errors = {} }: FilterProps) => (
  <>
    <form method="get" className="filters">
      {Object.entries(toFilterQuery({ region: '', status: '', sort, dir })).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
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
      <Button kind="plain">照这样看</Button>
    </form>
    <FilterChips asked={{ region, status, stage, sort, dir }} stages={stages} places={places} />
  </>
)
