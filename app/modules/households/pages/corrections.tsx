// The corrections of a household: a form each for its registration, members, monitoring and address.
import type { Refused } from '#app/http/refused.ts'
import type { Place } from '#app/modules/regions/regions.server.ts'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { monitoringLabels, statusLabels } from '../labels.ts'
import { PlaceField } from './place-field.tsx'
import { CorrectionForm } from './correction-form.tsx'

interface CorrectionsProps {
  /** Current and former members; a person may appear several times. */
  people: readonly { personId: string; name: string }[]
  /** The possible places of the household: townships with their villages. */
  choices: readonly Place[]
  refused: Refused | null
}

export function Corrections({ people, choices, refused }: CorrectionsProps) {
  const entered = refused?.entered
  const errors = refused?.refused.fields ?? {}
  return (
    <section className="screen-only">
      <h2>更正</h2>
      <p>登记错了的、晚知道的，在这里改过去某一段日子的情况。更正前的写法不会删掉，谁、什么时候、为什么改的都看得到。</p>
      <CorrectionForm kind="registration" title="更正建档立卡属性" entered={entered} errors={errors}>
        <SelectField label="这些日子是" name="status" required defaultValue={entered?.status ?? ''} errors={errors.status}>
          <Options words={statusLabels} />
        </SelectField>
      </CorrectionForm>
      <CorrectionForm kind="membership" title="更正家庭成员" entered={entered} errors={errors}>
        <SelectField label="谁" name="personId" required defaultValue={entered?.personId ?? ''} errors={errors.personId}>
          <Options words={Object.fromEntries(people.map(({ personId, name }) => [personId, name]))} />
        </SelectField>
        <Field
          label="与户主关系"
          hint="这些日子不是这一户的人，就空着"
          name="relation"
          defaultValue={entered?.relation}
          errors={errors.relation}
        />
      </CorrectionForm>
      <CorrectionForm kind="monitoring" title="更正监测类型" entered={entered} errors={errors}>
        <SelectField label="这些日子是" name="monitoring" required defaultValue={entered?.monitoring ?? ''} errors={errors.monitoring}>
          <Options words={monitoringLabels} />
        </SelectField>
      </CorrectionForm>
      <CorrectionForm kind="residence" title="更正住址" days="move" entered={entered} errors={errors}>
        <PlaceField
          label="住在哪里"
          hint={choices.length === 1 && '只列出归您管的乡镇；在别的乡镇，请县级管理员更正'}
          name="regionCode"
          required
          choices={choices}
          defaultValue={entered?.regionCode ?? ''}
          errors={errors.regionCode}
        />
        <ChoiceList legend="是哪种情况" name="isMistake" errors={errors.isMistake}>
          <Choice name="isMistake" value="yes" required defaultChecked={entered?.isMistake === 'yes'}>
            一开始就登记错了：一直住在这里，从前的报表也照这个算
          </Choice>
          <Choice name="isMistake" value="no" required defaultChecked={entered?.isMistake === 'no'}>
            后来搬了家：搬家以前的照旧
          </Choice>
        </ChoiceList>
      </CorrectionForm>
    </section>
  )
}

const Options = ({ words }: { words: Record<string, string> }) => (
  <>
    <option value="">请选</option>
    {Object.entries(words).map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </>
)
