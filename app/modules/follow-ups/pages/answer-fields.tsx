// The questions of a follow-up, to be answered in a minute: is she selling, where, for how much, with whom; what stops her, what would help.
import { formatMonth } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { maxRemark } from '../follow-up-form.ts'
import type { AnswersShown } from '../follow-ups.server.ts'
import { channelLabels, helpLabels, howLabels, monthlyBands, obstacleLabels, sourceLabels } from '../labels.ts'

interface AnswerFieldsProps {
  /** The month that sales are asked of. */
  month: string
  /** What was answered before, to be corrected. */
  before?: AnswersShown | null
  refused: Refused | null
}

/** What the fields show: what was entered, else what was answered before. */
interface Filled {
  one: Readonly<Record<string, string | undefined>>
  several: Readonly<Record<string, readonly string[]>>
  errors: Readonly<Record<string, readonly string[] | undefined>>
}

const toText = (value: string | number | null | undefined) => (value === null || value === undefined ? undefined : String(value))

function fill({ before, refused }: AnswerFieldsProps): Filled {
  if (refused?.entered.do === 'answer') return { one: refused.entered, several: refused.ticked, errors: refused.refused.fields }
  if (!before) return { one: { how: 'visit', source: 'told' }, several: {}, errors: {} }
  const { how, isSelling, channel, place, salesBand, employed, employedRegistered, words, source, obstacles, helps } = before
  return {
    one: {
      ...{ how, source, words },
      selling: isSelling ? 'yes' : 'no',
      channel: toText(channel),
      place: toText(place),
      band: toText(salesBand),
      employed: toText(employed),
      employedRegistered: toText(employedRegistered),
    },
    several: { obstacles, helps },
    errors: {},
  }
}

export function AnswerFields(props: AnswerFieldsProps) {
  const { month } = props
  const filled = fill(props)
  return (
    <>
      <input type="hidden" name="month" value={month} />
      <Radios name="how" legend="怎么问的" labels={howLabels} columns={2} filled={filled} />
      <Radios name="selling" legend="她现在在卖东西吗？" labels={sellingLabels} columns={2} filled={filled} />
      <WhenSelling month={month} filled={filled} />
      <WhenNotSelling filled={filled} />
      <Boxes name="helps" legend="有什么能帮上她？" labels={helpLabels} filled={filled} />
      <Radios name="source" legend="怎么知道的" labels={sourceLabels} filled={filled} />
      <TextField
        label="还想记一句"
        hint="可以不写"
        name="words"
        rows={2}
        maxLength={maxRemark}
        defaultValue={filled.one.words}
        errors={filled.errors.words}
      />
    </>
  )
}

const sellingLabels = { yes: '在卖', no: '没在卖' }

const WhenSelling = ({ month, filled }: { month: string; filled: Filled }) => (
  <fieldset className="part" data-when="selling=yes" data-needs="band" data-needs-words={`请点一下：${formatMonth(month)}卖了多少。`}>
    <legend>在卖的，再问</legend>
    <Radios name="channel" legend="在哪里卖？" labels={channelLabels} columns={2} filled={filled} />
    <Field
      label="店名，或给谁家做"
      hint="可以不写"
      name="place"
      maxLength={60}
      defaultValue={filled.one.place}
      errors={filled.errors.place}
      autoComplete="off"
    />
    <Radios
      name="band"
      legend={`${formatMonth(month)}卖了多少？`}
      labels={Object.fromEntries(monthlyBands.entries())}
      columns={2}
      filled={filled}
    />
    <div className="choices in-2">
      <Amount name="employed" label="请了几个人" filled={filled} />
      <Amount name="employedRegistered" label="其中建档立卡的" filled={filled} />
    </div>
  </fieldset>
)

const WhenNotSelling = ({ filled }: { filled: Filled }) => (
  <fieldset className="part" data-when="selling=no">
    <legend>没在卖的，再问</legend>
    <Boxes name="obstacles" legend="什么难住了她？" labels={obstacleLabels} filled={filled} />
  </fieldset>
)

interface ChoiceProps {
  name: string
  legend: string
  labels: Readonly<Record<string, string>>
  filled: Filled
}

const Radios = ({ name, legend, labels, columns, filled }: ChoiceProps & { columns?: 2 | 3 }) => (
  <ChoiceList legend={legend} name={name} errors={filled.errors[name]} {...(columns ? { columns } : {})}>
    {Object.entries(labels).map(([value, words]) => (
      <Choice key={value} name={name} value={value} defaultChecked={filled.one[name] === value}>
        {words}
      </Choice>
    ))}
  </ChoiceList>
)

const Boxes = ({ name, legend, labels, filled }: ChoiceProps) => (
  <ChoiceList legend={legend} name={name} errors={filled.errors[name]} columns={2}>
    {Object.entries(labels).map(([value, words]) => (
      <Choice key={value} type="checkbox" name={name} value={value} defaultChecked={filled.several[name]?.includes(value) ?? false}>
        {words}
      </Choice>
    ))}
  </ChoiceList>
)

const Amount = ({ name, label, filled }: { name: string; label: string; filled: Filled }) => (
  <Field
    label={label}
    name={name}
    inputMode="numeric"
    size={4}
    maxLength={6}
    defaultValue={filled.one[name]}
    errors={filled.errors[name]}
    autoComplete="off"
  />
)
