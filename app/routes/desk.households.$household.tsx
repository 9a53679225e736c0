// One household: its members, registration and monitoring as spells, with what was believed when.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf, sayDay, sayMoment } from '#app/calendar.ts'
import { deskLinks, type PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/modules/accounts/desk-frame.tsx'
import { readHousehold } from '#app/modules/households/households.server.ts'
import { monitoringKinds, statuses } from '#app/modules/households/words.ts'
import { pathOf } from '#app/modules/regions/regions.server.ts'
import { type Column, DataTable } from '#app/ui/data-table.tsx'

export const handle: PageHandle = { page: 'reading' }
export const links = deskLinks
export const meta = () => [{ title: '户 · 梯队' }]

const clocks = <Spell extends { knownAt: Date; supersededAt: Date | null }>(spell: Spell) => ({ ...spell, knownAt: sayMoment(spell.knownAt), supersededAt: spell.supersededAt && sayMoment(spell.supersededAt) })

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const household = await orRefuse(() => readHousehold(site, viewer, asked.params.household!))
  return {
    viewer,
    number: household.number,
    place: pathOf(household.regionCode, dayOf(site.now())).slice(2).join(' '),
    members: household.members.map(clocks),
    registrations: household.registrations.map(clocks),
    monitorings: household.monitorings.map(clocks),
  }
}

interface Shown {
  id: string
  from: string
  to: string | null
  knownAt: string
  supersededAt: string | null
}

const spellColumns: Column<Shown>[] = [
  { head: '从', cell: (spell) => sayDay(spell.from) },
  { head: '到（不含）', cell: (spell) => (spell.to ? sayDay(spell.to) : '现在') },
  { head: '什么时候知道的', cell: (spell) => spell.knownAt },
  { head: '作废', cell: (spell) => spell.supersededAt && `${spell.supersededAt}更正` },
]

export default function HouseholdPage() {
  const { viewer, number, place, members, registrations, monitorings } = useLoaderData<typeof loader>()
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title={`户 ${number}`} crumbs={[{ href: paths.persons(), label: '人员和户' }]}>
      <p>{place}</p>
      <DataTable
        caption="家庭成员"
        rows={members}
        rowKey={(member) => member.id}
        empty="没有登记过成员。"
        columns={[{ head: '姓名', cell: (member) => <a href={paths.person(member.personId)}>{member.name}</a> }, { head: '与户主关系', cell: (member) => member.relation }, ...(spellColumns as Column<(typeof members)[number]>[])]}
      />
      <DataTable
        caption="建档立卡属性"
        rows={registrations}
        rowKey={(spell) => spell.id}
        empty="没有登记过属性，按一般户计。"
        columns={[{ head: '属性', cell: (spell) => statuses[spell.status] }, ...(spellColumns as Column<(typeof registrations)[number]>[])]}
      />
      <DataTable
        caption="监测类型"
        rows={monitorings}
        rowKey={(spell) => spell.id}
        empty="没有监测记录。2020 年以前没有这一项。"
        columns={[{ head: '类型', cell: (spell) => monitoringKinds[spell.kind] }, ...(spellColumns as Column<(typeof monitorings)[number]>[])]}
      />
    </DeskFrame>
  )
}
