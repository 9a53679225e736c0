// The results of a cohort's exam.
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { Empty } from '#app/ui/notice.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { CohortResults } from '../exams.server.ts'
import { outcomeLabels, formatExamDays } from '../labels.ts'
import { ResultTable } from './result-table.tsx'

const outcomes = ['passed', 'failed', 'sitting', 'absent'] as const

interface ResultsProps {
  results: CohortResults
  /** The results that the address asks for. */
  part: ListPart<CohortResults['lines'][number]>
  /** Whether the class is over. */
  isOver: boolean
}

/** The exam of a class and its results: the body of the class's page. */
export function Results({ results, part, isOver }: ResultsProps) {
  const { exam, lines } = results
  if (!exam) return <Empty>这个班没有安排考试。{results.mayPlan ? '点“安排考试”。' : isOver ? '' : '由讲师或乡镇专干安排。'}</Empty>
  return (
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
      <ResultTable cohortId={results.cohort.id} part={part} />
    </>
  )
}

/** Planning the exam, or changing it; null if the viewer may not. */
export const ExamPlanLink = ({ results: { cohort, exam, begun, mayPlan } }: Pick<ResultsProps, 'results'>) =>
  mayPlan ? (
    <ButtonLink href={paths.examPlan(cohort.id)} kind={exam ? 'plain' : 'main'}>
      {begun ? '延期或多给机会' : exam ? '改考试安排' : '安排考试'}
    </ButtonLink>
  ) : null
