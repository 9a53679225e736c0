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
  const value = (kind: string, name: string) => (entered?.do === kind ? entered[name] : undefined)
  const said = (kind: string, name: string) => (entered?.do === kind ? errors[name] : undefined)
  const form = { entered, errors, days: 'none' as const }
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
      <CorrectionForm kind="phone" title={`手机号（现在：${person.phone}）`} {...form}>
        <Field
          label="改为"
          name="phone"
          inputMode="tel"
          required
          maxLength={40}
          autoComplete="off"
          defaultValue={value('phone', 'phone')}
          errors={said('phone', 'phone')}
        />
      </CorrectionForm>
      <CorrectionForm kind="name" title={`姓名（现在：${person.name}）`} {...form}>
        <Field
          label="改为"
          hint="原来的写法会留作“别的写法”，照样能找到"
          name="name"
          required
          maxLength={50}
          defaultValue={value('name', 'name')}
          errors={said('name', 'name')}
        />
      </CorrectionForm>
      <CorrectionForm kind="idNumber" title={`身份证号（现在：${person.idNumber}）`} {...form}>
        <Field
          label="改为"
          hint="照身份证填 18 位；出生年份和性别跟着号码改"
          name="idNumber"
          required
          maxLength={30}
          autoComplete="off"
          defaultValue={value('idNumber', 'idNumber')}
          errors={said('idNumber', 'idNumber')}
        />
      </CorrectionForm>
      <HomeForms {...{ place, home, choices, entered, errors }} />
    </DeskFrame>
  )
}

interface HomeFormsProps extends Pick<MendPageProps, 'place' | 'home' | 'choices'> {
  entered: Record<string, string> | undefined
  errors: Record<string, string[]>
}

/** Where the person lives, and to which household she belongs. */
function HomeForms({ place, home, choices, entered, errors }: HomeFormsProps) {
  const value = (kind: string, name: string) => (entered?.do === kind ? entered[name] : undefined)
  const said = (kind: string, name: string) => (entered?.do === kind ? errors[name] : undefined)
  return (
    <>
      {home ? (
        <Notice>
          住址和建档立卡属性是整户的：请到 <a href={paths.household(home.householdId)}>户 {home.number}</a> 更正。
        </Notice>
      ) : (
        <CorrectionForm kind="residence" title={`住址（现在：${place}）`} entered={entered} errors={errors} days="move">
          <PlaceField
            label="住在哪里"
            name="regionCode"
            required
            choices={choices}
            defaultValue={value('residence', 'regionCode') ?? ''}
            errors={said('residence', 'regionCode')}
          />
          <ChoiceList legend="是哪种情况" name="isMistake" errors={said('residence', 'isMistake')}>
            <Choice name="isMistake" value="yes" required defaultChecked={value('residence', 'isMistake') === 'yes'}>
              一开始就登记错了：一直住在这里
            </Choice>
            <Choice name="isMistake" value="no" required defaultChecked={value('residence', 'isMistake') === 'no'}>
              后来搬了家：搬家以前的照旧
            </Choice>
          </ChoiceList>
        </CorrectionForm>
      )}
      <CorrectionForm
        kind="join"
        title={home ? `转到另一户（现在是户 ${home.number} 的${home.relation}）` : '登记到一户（现在没有登记户）'}
        entered={entered}
        errors={errors}
        days="begin"
      >
        <Field
          label="户编号"
          hint="登记册里没有这一户，就新登记一户"
          name="number"
          required
          maxLength={40}
          defaultValue={value('join', 'number')}
          errors={said('join', 'number')}
        />
        <Field
          label="与户主关系"
          hint="户主、配偶、之子、之女等"
          name="relation"
          required
          maxLength={20}
          defaultValue={value('join', 'relation')}
          errors={said('join', 'relation')}
        />
      </CorrectionForm>
      {home && (
        <CorrectionForm kind="leave" title={`从户 ${home.number} 转出`} entered={entered} errors={errors} days="begin">
          <p>从这一天起不再是这一户的人，也没有登记到别的户。</p>
        </CorrectionForm>
      )}
    </>
  )
}
