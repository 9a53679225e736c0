// One person: what the register knows, sensitive numbers masked; looking at them asks for a reason and is logged.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dayOf, sayDay, sayMoment } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { readPerson, unmask } from '#app/modules/households/households.server.ts'
import { enrolmentStates } from '#app/modules/cohorts/states.ts'
import { clocks, ResidenceTable } from '#app/modules/households/pages/spell-columns.tsx'
import { sexNames } from '#app/modules/households/words.ts'
import { pathOf, placeOf, spokenName } from '#app/modules/regions/regions.server.ts'
import { stageNames, stages } from '#app/modules/talent/stages.ts'
import { readStanding } from '#app/modules/talent/talent.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '人员 · 梯队' }]

const Look = z.object({ field: z.enum(['idNumber', 'phone'], '请选要看哪一项。'), reason: z.string().max(200, '原因请不超过 200 字。') })

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const person = await orRefuse(() => readPerson(site, viewer, asked.params.person!))
  const today = dayOf(site.now())
  const looks = person.looks.map((look) => ({ ...look, at: sayMoment(look.at) }))
  const homes = person.homes.map(clocks)
  // Where somebody of a household counts as living stands with the household.
  const residences = person.hasHousehold
    ? []
    : person.residences.map((spell) => ({ ...clocks(spell), place: placeOf(spell.regionCode, today).join(' ') }))
  return {
    viewer,
    standing: await readStanding(site, viewer, asked.params.person!),
    person: { ...person, looks, homes, residences },
    place: pathOf(person.regionCode, today).slice(2).map(spokenName).join(' '),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'persons.unmask')
    const { field, reason } = await readForm(request, Look)
    return { field, shown: await unmask(asked.context.site, viewer, { personId: asked.params.person!, field, reason }) }
  })

export default function PersonPage() {
  const { viewer, standing, person, place } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const shown = answer && 'shown' in answer ? answer : null
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title={person.name} crumbs={[{ href: paths.persons(), label: '人员和户' }]}>
      <div className="columns">
        <section className="card">
          <h2>登记的资料</h2>
          <dl className="pairs">
            <dt>性别</dt>
            <dd>{sexNames[person.sex]}</dd>
            <dt>出生</dt>
            <dd>{person.birthYear}年</dd>
            <dt>住在</dt>
            <dd>{place}</dd>
            <dt>身份证号</dt>
            <dd>{shown?.field === 'idNumber' ? <strong>{shown.shown}</strong> : person.idNumber}</dd>
            <dt>电话</dt>
            <dd>{shown?.field === 'phone' ? <strong>{shown.shown}</strong> : person.phone}</dd>
            {person.variants.length > 0 && (
              <>
                <dt>别的写法</dt>
                <dd>{person.variants.join('、')}</dd>
              </>
            )}
          </dl>
        </section>
        <section className="card">
          <h2>梯队阶段：{stageNames[standing.stage]}</h2>
          <p className="soft">{stages.map((stage) => stageNames[stage]).join(' → ')}</p>
          <ul>
            {standing.enrolments.map(({ cohortId, cohortNumber, cohortName, state }) => (
              <li key={cohortId}>
                <a href={paths.cohort(cohortId)}>
                  第 {cohortNumber} 期 {cohortName}
                </a>
                ：{enrolmentStates[state]}
              </li>
            ))}
            {standing.certificates.map(({ id, number }) => (
              <li key={id}>
                证书 <a href={paths.certificate(id)}>{number}</a>
              </li>
            ))}
            {standing.pairingId && (
              <li>
                所在的店<a href={paths.pairingAtDesk(standing.pairingId)}>有结对</a>
              </li>
            )}
          </ul>
        </section>
        {person.canUnmask && (
          <section className="card">
            <h2>看全号</h2>
            <p>要写明原因。每看一次都会记下来，本人能看到是谁、什么时候、为什么看的。</p>
            <ErrorSummary refused={refused?.refused} />
            {shown && <Notice kind="good">已记下这次查看。</Notice>}
            <Form method="post">
              <SelectField label="看哪一项" name="field" defaultValue={refused?.entered.field}>
                <option value="idNumber">身份证号</option>
                <option value="phone">电话</option>
              </SelectField>
              <Field label="原因" name="reason" required defaultValue={refused?.entered.reason} errors={refused?.refused.fields.reason} />
              <Button kind="plain">看全号并记下来</Button>
            </Form>
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
          { head: '从', cell: (home) => sayDay(home.from) },
          { head: '到（不含）', cell: (home) => (home.to ? sayDay(home.to) : '现在') },
          { head: '什么时候知道的', cell: (home) => home.knownAt },
          { head: '作废', cell: (home) => home.supersededAt && `${home.supersededAt}更正` },
        ]}
      />
      <DataTable
        caption="结业"
        rows={person.completed}
        rowKey={(one) => one.cohortId}
        empty="还没有结业。"
        columns={[
          { head: '结业日', cell: (one) => sayDay(one.day) },
          {
            head: '培训班',
            cell: (one) => (
              <a href={paths.cohort(one.cohortId)}>
                第 {one.number} 期 {one.name}
              </a>
            ),
          },
        ]}
      />
      <DataTable
        caption="谁看过全号"
        rows={person.looks}
        rowKey={(look) => look.id}
        empty="还没有人看过。"
        columns={[
          { head: '时间', cell: (look) => look.at },
          { head: '谁', cell: (look) => look.by },
          { head: '看了', cell: (look) => look.field },
          { head: '原因', cell: (look) => look.reason },
        ]}
      />
    </DeskFrame>
  )
}
