// Adds one person by hand: first look whether she is in the register, then a short form.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { FoundPerson, Namesake } from '#app/modules/households/types.ts'
import { monitoringLabels, sexLabels, statusLabels } from '#app/modules/households/labels.ts'
import type { Place } from '#app/modules/regions/regions.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { PlaceField } from '#app/modules/households/pages/place-field.tsx'
import type { CohortOfRoster } from './roster-next.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface NewPersonPageProps {
  viewer: Viewer
  /** The places that the viewer may choose. */
  choices: readonly Place[]
  /** The classes that a person can be enrolled in. */
  cohorts: readonly CohortOfRoster[]
  /** The class from which one came; empty if none. */
  cohortId: string
  today: string
  /** What was looked for, and who was found; null before anything was. */
  looked: { search: string; people: readonly (FoundPerson & { place: string })[]; isAll: boolean } | null
  /** Who may be the same person as the one entered; none if nobody was. */
  alike: readonly (Namesake & { place: string })[]
  /** What was entered, if it was not stored. */
  entered: Record<string, string>
  refused: Refused | null
}

export function NewPersonPage(page: NewPersonPageProps) {
  const { viewer, looked, alike, cohorts, cohortId, refused, entered } = page
  const isEntering = looked !== null || alike.length > 0 || entered.do === 'add'
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title="添加一个人" crumbs={[{ href: paths.persons(), label: '人员和户' }]}>
      <ErrorSummary refused={refused?.refused} />
      <section>
        <h2>先看看登记册里有没有</h2>
        <PostForm className="filters">
          <input type="hidden" name="do" value="look" />
          <input type="hidden" name="cohortId" value={cohortId} />
          <Field
            label="找人"
            hint="姓名、拼音、手机号写全或后四位、身份证后四位、村名"
            name="search"
            id="look"
            type="search"
            maxLength={50}
            required
            defaultValue={looked?.search ?? entered.name}
          />
          <Button kind={isEntering ? 'plain' : 'main'}>查找</Button>
        </PostForm>
      </section>
      {looked && (
        <>
          <PeopleTable
            caption={`可能是这几个人（${looked.isAll ? looked.people.length : `前 ${looked.people.length}`}）`}
            empty="登记册里没有找到。请在下面填写。"
            people={looked.people}
            cohorts={cohorts}
            cohortId={cohortId}
          />
          {!looked.isAll && <p className="soft">还有更多，请写得更细。</p>}
        </>
      )}
      {alike.length > 0 && (
        <>
          <Notice kind="warn">还没有添加：登记册里有人和您填的很像。是同一个人，就用登记的那一个；都不是，请在表的最后打勾再添加。</Notice>
          <PeopleTable caption={`很像的人（${alike.length}）`} people={alike} cohorts={cohorts} cohortId={cohortId} />
        </>
      )}
      {isEntering && <EntryForm {...page} />}
    </DeskFrame>
  )
}

interface PeopleTableProps {
  caption: string
  empty?: string
  people: NewPersonPageProps['alike']
  cohorts: readonly CohortOfRoster[]
  cohortId: string
}

function PeopleTable({ caption, empty, people, cohorts, cohortId }: PeopleTableProps) {
  const cohort = cohorts.find(({ id }) => id === cohortId)
  return (
    <DataTable
      caption={caption}
      rows={people}
      rowKey={({ id }) => id}
      {...(empty ? { empty } : {})}
      columns={[
        { head: '姓名', cell: (person) => <a href={paths.person(person.id)}>{person.name}</a> },
        { head: '性别', cell: (person) => sexLabels[person.sex] },
        { head: '出生', cell: (person) => `${person.birthYear}年` },
        { head: '身份证号', cell: (person) => person.idNumber },
        { head: '乡镇和村', cell: (person) => person.place },
        { head: '为什么找到', cell: (person) => person.why.join('、') },
        ...(cohort
          ? [
              {
                head: '报名',
                cell: (person: Namesake) => (
                  <PostForm>
                    <input type="hidden" name="do" value="enrol" />
                    <input type="hidden" name="personId" value={person.id} />
                    <input type="hidden" name="cohortId" value={cohort.id} />
                    <Button kind="plain">就是他，报名到{cohort.name}</Button>
                  </PostForm>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function EntryForm({ choices, cohorts, cohortId, today, looked, alike, entered, refused }: NewPersonPageProps) {
  const errors = refused?.refused.fields ?? {}
  const isName = looked !== null && /^[\p{Script=Han}·\s]{2,}$/u.test(looked.search) && looked.people.length === 0
  const value = (name: string, otherwise = '') => entered[name] ?? otherwise
  const field = (name: string, otherwise = '') => ({ name, defaultValue: value(name, otherwise), errors: errors[name] })
  return (
    <section>
      <h2>都不是，填新的人</h2>
      <PostForm className="card entry">
        <input type="hidden" name="do" value="add" />
        <Field label="姓名" required maxLength={maxLengths.personName} {...field('name', isName ? looked.search.replace(/\s/g, '') : '')} />
        <Field label="身份证号" hint="照身份证填 18 位" required maxLength={30} autoComplete="off" {...field('idNumber')} />
        <Field label="手机号" hint="没有就空着" inputMode="tel" maxLength={40} autoComplete="off" {...field('phone')} />
        <PlaceField label="住在哪里" choices={choices} required {...field('regionCode')} />
        <Field label="户编号" hint="不知道就空着" maxLength={maxLengths.householdNumber} {...field('householdNumber')} />
        <Field label="与户主关系" hint="户主、配偶、之子、之女等" maxLength={maxLengths.relation} {...field('relation')} />
        <SelectField label="建档立卡属性" hint="整户的；要填户编号" {...field('status')}>
          <Labels empty="不填" labels={statusLabels} />
        </SelectField>
        <SelectField label="监测类型" hint="整户的；要填户编号" {...field('monitoring')}>
          <Labels empty="不填" labels={monitoringLabels} />
        </SelectField>
        <Field label="从哪一天起是这样" type="date" required max={today} {...field('day', today)} />
        <SelectField label="报名到哪个班" {...field('cohortId', cohortId)}>
          <option value="">先不报名</option>
          {cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {alike.length > 0 && (
          <label className="tick">
            <input type="checkbox" name="isNobodyElse" value="yes" required /> 我看过了，上面的人都不是同一个人
          </label>
        )}
        <Button>添加</Button>
      </PostForm>
    </section>
  )
}

const Labels = ({ empty, labels }: { empty: string; labels: Record<string, string> }) => (
  <>
    <option value="">{empty}</option>
    {Object.entries(labels).map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </>
)
