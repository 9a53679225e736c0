// What the pipeline is asked, above it: the day, the day to compare with, and whom.
import type { Refused } from '#app/http/refused.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { sexLabels } from '#app/modules/households/labels.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ageBands, registrationLabels } from '../pipeline-filter.ts'

interface PipelineFiltersProps {
  entered: Record<string, string>
  places: readonly { code: string; name: string }[]
  cohorts: readonly { id: string; label: string }[]
  refused: Refused['refused'] | null
  today: string
}

export function PipelineFilters({ entered, places, cohorts, refused, today }: PipelineFiltersProps) {
  const errors = (name: string) => refused?.fields[name]
  const choice = (name: string, label: string, labels: Record<string, string>) => (
    <SelectField label={label} name={name} defaultValue={entered[name] ?? ''} errors={errors(name)}>
      <option value="">全部</option>
      {Object.entries(labels).map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </SelectField>
  )
  return (
    <form method="get" className="filters screen-only">
      <Field label="哪一天" name="on" type="date" required max={today} defaultValue={entered.on} errors={errors('on')} />
      <Field label="和哪一天比" name="since" type="date" required max={today} defaultValue={entered.since} errors={errors('since')} />
      <SelectField label="地区" name="region" defaultValue={entered.region} errors={errors('region')}>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {choice('tier', '层次', tierLabels)}
      {choice('cohort', '培训班', Object.fromEntries(cohorts.map(({ id, label }) => [id, label])))}
      {choice('sex', '性别', sexLabels)}
      {choice('age', '年龄', Object.fromEntries(Object.entries(ageBands).map(([band, { label }]) => [band, label])))}
      {choice('registration', '户的属性', registrationLabels)}
      <Button>看梯队</Button>
    </form>
  )
}
