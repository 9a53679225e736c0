// The results of a cohort's exam.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { readCohortResults } from '#app/modules/exams/exams.server.ts'
import { resultList } from '#app/modules/exams/pages/result-list.ts'
import { ResultsPage } from '#app/modules/exams/pages/results-page.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '考试成绩 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'results.see')
    const results = await readCohortResults(args.context.site, viewer, param(args, 'cohort'))
    const part = arrange(results.lines, parseTableQuery(new URL(args.request.url).searchParams, resultList), resultList)
    return { viewer, results, part, isOver: isOver(results.cohort.state) }
  })

export default function Route() {
  return <ResultsPage {...useLoaderData<typeof loader>()} />
}
