// Mends one person: a form each for name, phone, ID number, residence and household. What was before stays readable.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { Place } from '#app/modules/regions/regions.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { PersonView } from '../types.ts'
import { CorrectionForm } from './correction-form.tsx'
import { PlaceField } from './place-field.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface MendPageProps {
  viewer: Viewer
  person: Pick<PersonView, 'id' | 'name' | 'phone' | 'idNumber'>
  place: string
  /** The household to which the person belongs now. */
  home: { householdId: string; number: string; relation: string } | null
  choices: readonly Place[]
  refused: Refused | null
}

export function MendPage({ viewer, person, place, home, choices, refused }: MendPageProps) {
  const entered = refused?.entered
  const errors = refused?.refused.fields ?? {}
  const form = { entered, errors }
  const field: FieldOf = (kind, name = kind) =>
    entered?.do === kind
      ? { name, defaultValue: entered[name], errors: errors[name] }
      : { name, defaultValue: undefined, errors: undefined }
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title={`更正 ${person.name} 的资料`}
      crumbs={[
        { href: paths.persons(), label: '人员和户' },
        { href: paths.person(person.id), label: person.name },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <p>更正前的写法不会删掉；谁、什么时候、为什么改的，都列在这个人的页上。</p>
      <CorrectionForm kind="phone" title={`手机号（现在：${person.phone}）`} days="none" {...form}>
        <Field label="改为" inputMode="tel" required maxLength={40} autoComplete="off" {...field('phone')} />
      </CorrectionForm>
      <CorrectionForm kind="name" title={`姓名（现在：${person.name}）`} days="none" {...form}>
        <Field label="改为" hint="原来的写法会留作“别的写法”，照样能找到" required maxLength={maxLengths.personName} {...field('name')} />
      </CorrectionForm>
      <CorrectionForm kind="idNumber" title={`身份证号（现在：${person.idNumber}）`} days="none" {...form}>
        <Field
          label="改为"
          hint="照身份证填 18 位；出生年份和性别跟着号码改"
          required
          maxLength={30}
          autoComplete="off"
          {...field('idNumber')}
        />
      </CorrectionForm>
      <HomeForms {...{ place, home, choices, form, field }} />
    </DeskFrame>
  )
}

/** What a field shows again of a form of this kind, if it was refused. */
type FieldOf = (kind: string, name?: string) => { name: string; defaultValue: string | undefined; errors: string[] | undefined }

interface HomeFormsProps extends Pick<MendPageProps, 'place' | 'home' | 'choices'> {
  form: { entered: Record<string, string> | undefined; errors: Record<string, string[]> }
  field: FieldOf
}

/** Where the person lives, and to which household she belongs. */
function HomeForms({ place, home, choices, form, field }: HomeFormsProps) {
  const isMistake = field('residence', 'isMistake')
  return (
    <>
      {home ? (
        <Notice>
          住址和建档立卡属性是整户的：请到 <a href={paths.household(home.householdId)}>户 {home.number}</a> 更正。
        </Notice>
      ) : (
        <CorrectionForm kind="residence" title={`住址（现在：${place}）`} days="move" {...form}>
          <PlaceField label="住在哪里" required choices={choices} {...field('residence', 'regionCode')} />
          <ChoiceList legend="是哪种情况" name="isMistake" errors={isMistake.errors}>
            <Choice name="isMistake" value="yes" required defaultChecked={isMistake.defaultValue === 'yes'}>
              一开始就登记错了：一直住在这里
            </Choice>
            <Choice name="isMistake" value="no" required defaultChecked={isMistake.defaultValue === 'no'}>
              后来搬了家：搬家以前的照旧
            </Choice>
          </ChoiceList>
        </CorrectionForm>
      )}
      <CorrectionForm
        kind="join"
        title={home ? `转到另一户（现在是户 ${home.number} 的${home.relation}）` : '登记到一户（现在没有登记户）'}
        days="begin"
        {...form}
      >
        <Field
          label="户编号"
          hint="登记册里没有这一户，就新登记一户"
          required
          maxLength={maxLengths.householdNumber}
          {...field('join', 'number')}
        />
        <Field label="与户主关系" hint="户主、配偶、之子、之女等" required maxLength={maxLengths.relation} {...field('join', 'relation')} />
      </CorrectionForm>
      {home && (
        <CorrectionForm kind="leave" title={`从户 ${home.number} 转出`} days="begin" {...form}>
          <p>从这一天起不再是这一户的人，也没有登记到别的户。</p>
        </CorrectionForm>
      )}
    </>
  )
}
