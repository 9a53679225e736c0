// People of the register, within reach; all of them, or those who are looked for.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/modules/accounts/desk-frame.tsx'
import { listPersons } from '#app/modules/households/households.server.ts'
import { PersonSearch, sayCount } from '#app/modules/households/person-search.tsx'
import { sexNames } from '#app/modules/households/words.ts'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import { asTail, positionOf } from '#app/paging.ts'
import { DataTable, Pagination } from '#app/ui/data-table.tsx'

export const links = deskLinks
export const meta = () => [{ title: '人员和户 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const given = new URL(asked.request.url).searchParams
  const search = given.get('search') ?? ''
  const found = await listPersons(site, viewer, { search, position: positionOf(given) })
  const today = dayOf(site.now())
  return { viewer, search, ...found, rows: found.rows.map((row) => ({ ...row, place: placeOf(row.regionCode, today).join(' ') })) }
}

export default function PersonsPage() {
  const { viewer, search, turns, count, isCounted, waiting, rows } = useLoaderData<typeof loader>()
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title="人员和户">
      <PersonSearch search={search} waiting={waiting} />
      <DataTable
        caption={`人员（${sayCount({ count, isCounted })}）`}
        rows={rows}
        rowKey={(person) => person.id}
        empty={search ? `没有找到“${search}”。可以只填名字里的一个字、拼音首字母（如 txh）、整个户编号或村名。` : '登记册里还没有人。可以导入花名册。'}
        columns={[
          { head: '姓名', cell: (person) => <a href={paths.person(person.id)}>{person.name}</a> },
          { head: '性别', cell: (person) => sexNames[person.sex] },
          { head: '身份证号', cell: (person) => person.idNumber },
          { head: '乡镇和村', cell: (person) => person.place },
          { head: '户编号', cell: (person) => (person.householdId ? <a href={paths.household(person.householdId)}>{person.householdNumber}</a> : '没有登记') },
        ]}
      />
      <Pagination turns={turns} href={(position) => `?${new URLSearchParams({ ...(search ? { search } : {}), ...asTail(position) })}`} />
    </DeskFrame>
  )
}
