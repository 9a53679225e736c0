// One household: its places, members, registration and monitoring as spells, with what was believed when; and correcting them.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { dayOf, sayMoment } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { correctHousehold, placesToCorrectTo, readHousehold } from '#app/modules/households/households.server.ts'
import { CorrectionForm } from '#app/modules/households/pages/correction-form.tsx'
import { Believed, clocks, ResidenceTable, spellColumns } from '#app/modules/households/pages/spell-columns.tsx'
import { type Monitoring, monitoringKinds, type Status, statuses } from '#app/modules/households/words.ts'
import { pathOf, placeOf, spokenName } from '#app/modules/regions/regions.server.ts'
import { reportAround } from '#app/modules/reports/policy.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '户 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const household = await orRefuse(() => readHousehold(site, viewer, asked.params.household!))
  const around = reportAround(viewer, household)
  const today = dayOf(site.now())
  return {
    viewer,
    why: around && paths.whyHousehold(household.id, `?region=${around}`),
    number: household.number,
    place: pathOf(household.regionCode, today).slice(2).map(spokenName).join(' '),
    residences: household.residences.map((spell) => ({ ...clocks(spell), place: placeOf(spell.regionCode, today).join(' ') })),
    members: household.members.map(clocks),
    registrations: household.registrations.map(clocks),
    monitorings: household.monitorings.map(clocks),
    corrections: household.corrections.map((correction) => ({ ...correction, at: sayMoment(correction.at) })),
    people: [...new Map(household.members.map(({ personId, name }) => [personId, name]))].map(([id, name]) => ({ id, name })),
    canCorrect: household.canCorrect,
    choices: household.canCorrect ? placesToCorrectTo(viewer, household, today) : [],
    corrected: new URL(asked.request.url).searchParams.has('corrected'),
  }
}

const Days = z.object({
  from: shortText(),
  to: shortText().transform((day) => day || null),
  reason: z.string().max(200, '原因请不超过 200 字。'),
})
const keysOf = <Word extends string>(words: Record<Word, string>) => Object.keys(words) as [Word, ...Word[]]
const itsKind = <Said extends { do: string }>({ do: kind, ...said }: Said) => ({ kind: kind as Said['do'], ...said })
const Corrected = z.discriminatedUnion('do', [
  Days.extend({ do: z.literal('registration'), status: z.enum(keysOf<Status>(statuses), '请选属性。') }).transform(itsKind),
  Days.extend({ do: z.literal('monitoring'), monitoring: z.enum(keysOf<Monitoring>(monitoringKinds), '请选监测类型。') }).transform(
    itsKind,
  ),
  Days.extend({
    do: z.literal('membership'),
    personId: id().min(1, '请选是谁。'),
    relation: z
      .string()
      .trim()
      .max(20, '与户主关系请不超过 20 个字。')
      .transform((said) => said || null),
  }).transform(itsKind),
  Days.extend({
    do: z.literal('residence'),
    to: z.null().default(null),
    regionCode: id().min(1, '请选乡镇或村。'),
    isMistake: z.enum(['yes', 'no'], '请选是登记错了，还是搬了家。').transform((said) => said === 'yes'),
  }).transform(itsKind),
])

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'households.correct')
    const householdId = asked.params.household!
    const { from, to, reason, ...corrected } = await readForm(request, Corrected)
    await correctHousehold(asked.context.site, viewer, { householdId, from, to, reason, corrected })
    return redirect(`${paths.household(householdId)}?corrected`)
  })

export default function HouseholdPage() {
  const {
    viewer,
    why,
    number,
    place,
    residences,
    members,
    registrations,
    monitorings,
    corrections,
    people,
    canCorrect,
    choices,
    corrected,
  } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const entered = refused?.entered
  const errors = refused?.refused.fields ?? {}
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title={`户 ${number}`}
      crumbs={[{ href: paths.persons(), label: '人员和户' }]}
      actions={
        why && (
          <ButtonLink kind="plain" href={why}>
            看这一户在不在报表内
          </ButtonLink>
        )
      }
    >
      <p>{place}</p>
      <ErrorSummary refused={refused?.refused} />
      {corrected && !refused && <Notice kind="good">已更正。以前的写法都留着；报表按现在知道的重新算。</Notice>}
      <ResidenceTable rows={residences} />
      <DataTable
        caption="家庭成员"
        rows={members}
        rowKey={(member) => member.id}
        empty="没有登记过成员。"
        columns={[
          { head: '姓名', cell: (member) => <a href={paths.person(member.personId)}>{member.name}</a> },
          { head: '与户主关系', cell: (member) => <Believed spell={member}>{member.relation}</Believed> },
          ...(spellColumns as Column<(typeof members)[number]>[]),
        ]}
      />
      <DataTable
        caption="建档立卡属性"
        rows={registrations}
        rowKey={(spell) => spell.id}
        empty="没有登记过属性，按一般户计。"
        columns={[
          { head: '属性', cell: (spell) => <Believed spell={spell}>{statuses[spell.status]}</Believed> },
          ...(spellColumns as Column<(typeof registrations)[number]>[]),
        ]}
      />
      <DataTable
        caption="监测类型"
        rows={monitorings}
        rowKey={(spell) => spell.id}
        empty="没有监测记录。2020 年以前没有这一项。"
        columns={[
          { head: '类型', cell: (spell) => <Believed spell={spell}>{monitoringKinds[spell.kind]}</Believed> },
          ...(spellColumns as Column<(typeof monitorings)[number]>[]),
        ]}
      />
      <DataTable
        caption="更正记录"
        rows={corrections}
        rowKey={({ id }) => id}
        empty="没有更正过。"
        columns={[
          { head: '时间', cell: ({ at }) => at },
          { head: '谁', cell: ({ by }) => by },
          { head: '更正为', cell: ({ says }) => says },
          { head: '原因', cell: ({ reason }) => reason },
        ]}
      />
      {canCorrect && (
        <>
          <h2>更正</h2>
          <p>登记错了的、晚知道的，在这里改过去某一段日子的情况。更正前的写法不会删掉，谁、什么时候、为什么改的都看得到。</p>
          <CorrectionForm kind="registration" title="更正建档立卡属性" entered={entered} errors={errors}>
            <SelectField label="这些日子是" name="status" required defaultValue={entered?.status ?? ''} errors={errors.status}>
              <Options words={statuses} />
            </SelectField>
          </CorrectionForm>
          <CorrectionForm kind="membership" title="更正家庭成员" entered={entered} errors={errors}>
            <SelectField label="谁" name="personId" required defaultValue={entered?.personId ?? ''} errors={errors.personId}>
              <Options words={Object.fromEntries(people.map(({ id, name }) => [id, name]))} />
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
              <Options words={monitoringKinds} />
            </SelectField>
          </CorrectionForm>
          <CorrectionForm kind="residence" title="更正住址" days="move" entered={entered} errors={errors}>
            <SelectField
              label="住在哪里"
              hint={choices.length === 1 && '只列出归您管的乡镇；在别的乡镇，请县级管理员更正'}
              name="regionCode"
              required
              defaultValue={entered?.regionCode ?? ''}
              errors={errors.regionCode}
            >
              <option value="">请选</option>
              {choices.map(({ code, name, villages }) => (
                <optgroup key={code} label={name}>
                  <option value={code}>{name}（不知道哪个村）</option>
                  {villages.map((village) => (
                    <option key={village.code} value={village.code}>
                      {name} {village.name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </SelectField>
            <ChoiceList legend="是哪种情况" name="isMistake" errors={errors.isMistake}>
              <Choice name="isMistake" value="yes" required defaultChecked={entered?.isMistake === 'yes'}>
                一开始就登记错了：一直住在这里，从前的报表也照这个算
              </Choice>
              <Choice name="isMistake" value="no" required defaultChecked={entered?.isMistake === 'no'}>
                后来搬了家：搬家以前的照旧
              </Choice>
            </ChoiceList>
          </CorrectionForm>
        </>
      )}
    </DeskFrame>
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
