// The results of a cohort's exam.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { resultsOf } from '#app/modules/exams/exams.server.ts'
import { ResultsPage } from '#app/modules/exams/pages/results-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '考试成绩 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'results.see')
    const results = await resultsOf(asked.context.site, viewer, param(asked, 'cohort'))
    return { viewer, results, isOver: isOver(results.cohort.state) }
  })

export default function Route() {
  return <ResultsPage {...useLoaderData<typeof loader>()} />
}
