// Enrolling people whom the register knows already: find them by name, tick, enrol.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { enrolPersons, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortStates, isOver } from '#app/modules/cohorts/states.ts'
import { listPersons } from '#app/modules/households/households.server.ts'
import { PersonSearch, sayCount } from '#app/modules/households/pages/person-search.tsx'
import { sexNames } from '#app/modules/households/words.ts'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import { asTail, positionOf } from '#app/paging.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination, SearchedPages } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '报名 · 梯队' }]

async function find(asked: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string) {
  const viewer = await requireDuty(asked, 'rosters.import')
  const { site } = asked.context
  const cohort = await orRefuse(() => readCohort(site, viewer, asked.params.cohort!))
  const found = await listPersons(site, viewer, { search, position: positionOf(given) })
  const enrolled = new Set(cohort.trainees.map(({ personId }) => personId))
  const today = dayOf(site.now())
  const rows = found.rows.map((row) => ({ ...row, place: placeOf(row.regionCode, today).join(' '), isEnrolled: enrolled.has(row.id) }))
  return { viewer, cohort: { id: cohort.id, number: cohort.number, name: cohort.name, state: cohort.state }, search, ...found, rows }
}

export const loader = (asked: LoaderFunctionArgs) => find(asked, new URL(asked.request.url).searchParams, '')

/** Enrols whom was ticked, or finds people; a search is posted, so that nobody's name stands in an address. */
export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'rosters.import')
    const cohortId = asked.params.cohort!
    const form = await formOf(request)
    if (form.has('search')) return { found: await find(asked, form, readSearch(form)) }
    await enrolPersons(asked.context.site, viewer, { cohortId, personIds: form.getAll('person').map(String) })
    return redirect(paths.cohort(cohortId))
  })

export default function EnrolmentPage() {
  const answer = useActionData<typeof action>()
  const { viewer, cohort, search, turns, count, isCounted, waiting, rows } = {
    ...useLoaderData<typeof loader>(),
    ...(answer && 'found' in answer ? answer.found : null),
  }
  const refused = answer && 'refused' in answer ? answer.refused : null
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="报名"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: `第 ${cohort.number} 期 ${cohort.name}` },
      ]}
      actions={
        <ButtonLink kind="plain" href={`${paths.rosters()}?cohort=${cohort.id}`}>
          人多就导入花名册
        </ButtonLink>
      }
    >
      <ErrorSummary refused={refused} />
      {isOver(cohort.state) ? (
        <Notice>培训班现在是「{cohortStates[cohort.state]}」，不能再报名。</Notice>
      ) : (
        <>
          <PersonSearch search={search} waiting={waiting} />
          <Form method="post">
            <DataTable
              caption={`登记册里的人（${sayCount({ count, isCounted })}）`}
              rows={rows}
              rowKey={(person) => person.id}
              empty={search ? `没有找到“${search}”。登记册里还没有的人，请用花名册导入。` : '登记册里还没有人。请导入花名册。'}
              columns={[
                {
                  head: '报名',
                  cell: (person) =>
                    person.isEnrolled ? (
                      <span className="soft">已报名</span>
                    ) : (
                      <input type="checkbox" name="person" value={person.id} aria-label={`给${person.name}报名`} />
                    ),
                },
                { head: '姓名', kind: 'short', cell: (person) => person.name },
                { head: '性别', cell: (person) => sexNames[person.sex] },
                { head: '身份证号', cell: (person) => person.idNumber },
                { head: '乡镇和村', cell: (person) => person.place },
              ]}
            />
            {rows.some(({ isEnrolled }) => !isEnrolled) && <Button>给勾选的人报名</Button>}
          </Form>
          {search ? (
            <SearchedPages turns={turns} search={search} tail={asTail} />
          ) : (
            <Pagination turns={turns} href={(position) => `?${new URLSearchParams(asTail(position))}`} />
          )}
        </>
      )}
    </DeskFrame>
  )
}
