// One person: what the register knows, with sensitive numbers masked; showing them needs a reason and is logged.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { MaskedField, PersonView } from '../types.ts'
import { DataCard } from './data-card.tsx'
import { correctionColumns, ResidenceTable } from './spell-columns.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'

interface PersonPageProps {
  viewer: Viewer
  person: Omit<PersonView, 'residences'> & { residences: readonly (PersonView['residences'][number] & { place: string })[] }
  place: string
  /** The number shown in clear, if one was requested. */
  shown: { field: MaskedField; shown: string } | null
  refused: Refused | null
  /** What was just done. */
  notice?: ReactNode
  /** Cards with what other parts of the system know of the person. */
  children?: ReactNode
}

export function PersonPage({ viewer, person, place, shown, refused, notice, children }: PersonPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title={person.name}
      trail={['person', person.id]}
      printed={{ place, period: null }}
      crumbs={[{ href: paths.persons(), label: '人员和户' }]}
      actions={
        person.canMend && (
          <ButtonLink kind="plain" href={paths.mendPerson(person.id)}>
            更正这个人的资料
          </ButtonLink>
        )
      }
    >
      {notice}
      <div className="columns">
        <DataCard person={person} place={place} shown={shown} />
        {children}
        {person.canUnmask && (
          <section className="card screen-only">
            <h2>看全号</h2>
            <p>要写明原因。每看一次都会记下来，本人能看到是谁、什么时候、为什么看的。</p>
            <ErrorSummary refused={refused?.refused} />
            {shown && <Notice kind="good">已记下这次查看。</Notice>}
            <PostForm>
              <SelectField label="看哪一项" name="field" defaultValue={refused?.entered.field}>
                <option value="idNumber">身份证号</option>
                <option value="phone">电话</option>
              </SelectField>
              <Field label="原因" name="reason" required defaultValue={refused?.entered.reason} errors={refused?.refused.fields.reason} />
              <Button kind="plain">看全号并记下来</Button>
            </PostForm>
          </section>
        )}
      </div>
      <ResidenceTable rows={person.residences} />
      <DataTable
        caption="在哪一户"
        rows={person.homes}
        rowKey={(home) => home.id}
        empty="没有登记过户。"
        columns={[
          { head: '户编号', cell: (home) => <a href={paths.household(home.householdId)}>{home.number}</a> },
          { head: '与户主关系', cell: (home) => home.relation },
          { head: '从', kind: 'day', cell: (home) => formatDay(home.from) },
          { head: '到（不含）', kind: 'day', cell: (home) => (home.to ? formatDay(home.to) : '现在') },
          { head: '什么时候知道的', kind: 'day', cell: (home) => formatMoment(home.knownAt) },
          { head: '作废', cell: (home) => home.supersededAt && `${formatMoment(home.supersededAt)} 更正` },
        ]}
      />
      <DataTable
        caption="结业"
        rows={person.completed}
        rowKey={(one) => one.cohortId}
        empty="还没有结业。"
        columns={[
          { head: '结业日', kind: 'day', cell: (one) => formatDay(one.day) },
          {
            head: '培训班',
            cell: (one) => <a href={paths.cohort(one.cohortId)}>{formatCohort(one)}</a>,
          },
        ]}
      />
      <DataTable caption="更正记录" rows={person.corrections} rowKey={({ id }) => id} empty="没有更正过。" columns={correctionColumns} />
      <LooksTable looks={person.looks} />
    </DeskFrame>
  )
}

const LooksTable = ({ looks }: Pick<PersonPageProps['person'], 'looks'>) => (
  <DataTable
    caption="谁看过全号"
    rows={looks}
    rowKey={(look) => look.id}
    empty="还没有人看过。"
    columns={[
      { head: '时间', kind: 'day', cell: (look) => formatMoment(look.at) },
      { head: '谁', cell: (look) => look.by },
      { head: '看了', cell: (look) => look.field },
      { head: '原因', cell: (look) => look.reason },
    ]}
  />
)
interface PersonNoticeProps {
  done: 'added' | 'known' | 'mended'
  /** The class that was chosen for the person, if any. */
  cohortId: string | null
}

/** What was just done, and what comes next. */
export function PersonNotice({ done, cohortId }: PersonNoticeProps) {
  if (done === 'mended') return <Notice kind="good">已更正。更正前的写法、谁、什么时候、为什么，都在下面的“更正记录”里。</Notice>
  return (
    <Notice kind={done === 'added' ? 'good' : 'warn'}>
      <p>
        {done === 'added'
          ? `已添加${cohortId ? '，并且报了名' : ''}。接下来：`
          : '这个身份证号已经登记过，就是下面这个人，没有再添加，也没有改动。接下来：'}
      </p>
      <ul>
        {cohortId ? (
          <>
            {done === 'known' && (
              <li>
                <a href={paths.enrolment(cohortId)}>给本人报名</a>
              </li>
            )}
            <li>
              <a href={paths.cohort(cohortId)}>回到培训班</a>
            </li>
            <li>
              <a href={paths.slips(cohortId)}>打印登录条</a>，本人才能用手机上课
            </li>
          </>
        ) : (
          <li>
            <a href={paths.cohorts()}>选一个培训班，给本人报名</a>
          </li>
        )}
        <li>
          <a href={paths.newPerson(cohortId ? { cohort: cohortId } : {})}>再添加一个人</a>
        </li>
      </ul>
    </Notice>
  )
}
