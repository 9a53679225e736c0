// The results of a cohort's exam.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isOver } from '#app/modules/cohorts/states.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { resultsOf } from '#app/modules/exams/exams.server.ts'
import { ResultTable } from '#app/modules/exams/pages/result-table.tsx'
import { outcomeWords, sayExamDays } from '#app/modules/exams/words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { Empty } from '#app/ui/notice.tsx'

const outcomes = ['passed', 'failed', 'sitting', 'absent'] as const

export const links = deskLinks
export const meta = () => [{ title: '考试成绩 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'results.see')
    return { viewer, results: await resultsOf(asked.context.site, viewer, asked.params.cohort!) }
  })

export default function ResultsPage() {
  const { viewer, results } = useLoaderData<typeof loader>()
  const { cohort, exam, lines } = results
  const title = `第 ${cohort.number} 期 ${cohort.name}`
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="考试成绩"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: title },
      ]}
      actions={
        results.mayPlan && (
          <ButtonLink href={paths.examPlan(cohort.id)} kind={exam ? 'plain' : 'main'}>
            {results.begun ? '延期或多给机会' : exam ? '改考试安排' : '安排考试'}
          </ButtonLink>
        )
      }
    >
      {exam ? (
        <>
          <p>
            {exam.title}：{sayExamDays(exam)}，{exam.minutes} 分钟，{exam.single + exam.multiple + exam.trueFalse} 题，{exam.passMark}%
            及格，每人 {exam.attemptsAllowed} 次。
          </p>
          <Figures
            items={outcomes.map((outcome) => ({
              count: lines.filter((line) => line.outcome === outcome).length,
              unit: '人',
              label: outcomeWords[outcome],
              main: outcome === 'passed',
            }))}
          />
          <ResultTable lines={lines} />
        </>
      ) : (
        <Empty>这个班没有安排考试。{results.mayPlan ? '点“安排考试”。' : isOver(cohort.state) ? '' : '由讲师或乡镇专干安排。'}</Empty>
      )}
    </DeskFrame>
  )
}
