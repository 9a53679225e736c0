// People of the register, within reach; all of them, or those who are looked for.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { listPersons } from '#app/modules/households/households.server.ts'
import { PersonSearch, sayCount } from '#app/modules/households/pages/person-search.tsx'
import { sexNames } from '#app/modules/households/words.ts'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import { asTail, positionOf } from '#app/paging.ts'
import { DataTable, Pagination, SearchedPages } from '#app/ui/data-table.tsx'

export const links = deskLinks
export const meta = () => [{ title: '人员和户 · 梯队' }]

async function find(asked: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const found = await listPersons(site, viewer, { search, position: positionOf(given) })
  const today = dayOf(site.now())
  return { viewer, search, ...found, rows: found.rows.map((row) => ({ ...row, place: placeOf(row.regionCode, today).join(' ') })) }
}

export const loader = (asked: LoaderFunctionArgs) => find(asked, new URL(asked.request.url).searchParams, '')

/** A search is posted: whom somebody looks for stands in no address, and so in no history and no log. */
export async function action(asked: ActionFunctionArgs) {
  const form = await orRefuse(() => formOf(asked.request))
  return find(asked, form, readSearch(form))
}

export default function PersonsPage() {
  const { viewer, search, turns, count, isCounted, waiting, rows } = {
    ...useLoaderData<typeof loader>(),
    ...useActionData<typeof action>(),
  }
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title="人员和户">
      <PersonSearch search={search} waiting={waiting} />
      <DataTable
        caption={`人员（${sayCount({ count, isCounted })}）`}
        rows={rows}
        rowKey={(person) => person.id}
        empty={
          search
            ? `没有找到“${search}”。可以只填名字里的一个字、拼音首字母（如 txh）、整个户编号或村名。`
            : '登记册里还没有人。可以导入花名册。'
        }
        columns={[
          { head: '姓名', cell: (person) => <a href={paths.person(person.id)}>{person.name}</a> },
          { head: '性别', cell: (person) => sexNames[person.sex] },
          { head: '身份证号', cell: (person) => person.idNumber },
          { head: '乡镇和村', cell: (person) => person.place },
          {
            head: '户编号',
            cell: (person) =>
              person.householdId ? <a href={paths.household(person.householdId)}>{person.householdNumber}</a> : '没有登记',
          },
        ]}
      />
      {search ? (
        <SearchedPages turns={turns} search={search} tail={asTail} />
      ) : (
        <Pagination turns={turns} href={(position) => `?${new URLSearchParams(asTail(position))}`} />
      )}
    </DeskFrame>
  )
}
