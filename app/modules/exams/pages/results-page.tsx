// The results of a cohort's exam.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { Empty } from '#app/ui/notice.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { CohortResults } from '../exams.server.ts'
import { outcomeLabels, formatExamDays } from '../labels.ts'
import { ResultTable } from './result-table.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'

const outcomes = ['passed', 'failed', 'sitting', 'absent'] as const

interface ResultsPageProps {
  viewer: Viewer
  results: CohortResults
  /** The results that the address asks for. */
  part: ListPart<CohortResults['lines'][number]>
  /** Whether the class is over. */
  isOver: boolean
}

export function ResultsPage({ viewer, results, part, isOver }: ResultsPageProps) {
  const { cohort, exam, lines } = results
  const title = formatCohort(cohort)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="考试成绩"
      printed={exam && { place: title, period: formatExamDays(exam) }}
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
            {exam.title}：{formatExamDays(exam)}，{exam.minutes} 分钟，{exam.single + exam.multiple + exam.trueFalse} 题，{exam.passMark}%
            及格，每人 {exam.attemptsAllowed} 次。
          </p>
          <Figures
            items={outcomes.map((outcome) => ({
              count: lines.filter((line) => line.outcome === outcome).length,
              unit: '人',
              label: outcomeLabels[outcome],
            }))}
          />
          <ResultTable part={part} />
        </>
      ) : (
        <Empty>这个班没有安排考试。{results.mayPlan ? '点“安排考试”。' : isOver ? '' : '由讲师或乡镇专干安排。'}</Empty>
      )}
    </DeskFrame>
  )
}
