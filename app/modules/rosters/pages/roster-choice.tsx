// What is decided about a roster before it is imported: the class, and what becomes of rows that cannot be taken.
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { RosterView } from '../rosters.server.ts'
import type { CohortOfRoster } from './roster-next.tsx'

interface ChoiceProps {
  roster: RosterView
  cohorts: readonly CohortOfRoster[]
  refused: Refused | null
}

/** The class in which the people are enrolled, while the roster cannot be imported. */
export const CohortChoice = (props: ChoiceProps) => (
  <PostForm>
    <OwnCohort {...props} />
  </PostForm>
)

const OwnCohort = ({ roster, cohorts, refused }: ChoiceProps) => (
  <div className="filters">
    <CohortField cohorts={cohorts} chosen={refused?.entered.cohort ?? roster.cohortId ?? ''} errors={refused?.refused.fields.cohort} />
    <Button kind="plain" name="act" value="assign" formNoValidate>
      改成这个班
    </Button>
  </div>
)

interface CohortFieldProps {
  cohorts: readonly CohortOfRoster[]
  chosen: string
  errors: readonly string[] | undefined
}

export const CohortField = ({ cohorts, chosen, errors }: CohortFieldProps) => (
  <SelectField label="同时报名到" name="cohort" defaultValue={chosen} errors={errors}>
    <option value="">不报名，只登记</option>
    {cohorts.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </SelectField>
)

/** The class, and whether rows that cannot be taken hold up the others: one form, so that no choice in it is passed over. */
export const ImportChoice = ({ counts, ...props }: ChoiceProps & { counts: NonNullable<RosterView['counts']> }) => (
  <section className="card">
    <h2>怎样导入</h2>
    <PostForm>
      <input type="hidden" name="into" value={props.roster.cohortId ?? ''} />
      {props.roster.can.assign && <OwnCohort {...props} />}
      <ChoiceList legend="退回的行怎么办">
        <Choice name="choice" value="all-good-rows" required defaultChecked={counts.refused === 0}>
          收下 {counts.rows - counts.refused} 行，退回 {counts.refused} 行
        </Choice>
        <Choice name="choice" value="none-if-any-refused" required>
          有一行不行就都不收
        </Choice>
      </ChoiceList>
      <Button name="act" value="take">
        导入
      </Button>
    </PostForm>
  </section>
)
