// The exam of a class and its results.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { CohortFrame } from '#app/modules/cohorts/pages/cohort-frame.tsx'
import { readCohortResults } from '#app/modules/exams/exams.server.ts'
import { formatExamDays } from '#app/modules/exams/labels.ts'
import { resultList } from '#app/modules/exams/pages/result-list.ts'
import { ExamPlanLink, Results } from '#app/modules/exams/pages/results.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '考试成绩 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'results.see')
    const frame = await loadCohortFrame(args)
    const results = await readCohortResults(args.context.site, viewer, frame.cohort.id)
    const part = arrange(results.lines, parseTableQuery(new URL(args.request.url).searchParams, resultList), resultList)
    return { ...frame, results, part }
  })

export default function Route() {
  const { where, results, part, ...frame } = useLoaderData<typeof loader>()
  const printed = results.exam && { place: where, period: formatExamDays(results.exam) }
  return (
    <CohortFrame {...frame} tab="exam" printed={printed} actions={<ExamPlanLink results={results} />}>
      <Results results={results} part={part} isOver={isOver(frame.cohort.state)} />
    </CohortFrame>
  )
}
