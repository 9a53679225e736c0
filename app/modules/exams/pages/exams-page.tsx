// The trainee's own exams: those that can be sat now first, then past ones.
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Badge, Empty } from '#app/ui/notice.tsx'
import { Place } from '#app/ui/place.tsx'
import type { ExamOfTrainee } from '../exams.server.ts'
import { attemptDataAttributes, examStatusLabels, isActionable, formatExamDays, hiddenWhileWaitingAttributes } from '../labels.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

const kinds = { passed: 'good', sitting: 'running', failed: 'bad' } as const

interface ExamsPageProps {
  account: string
  script: string
  exams: readonly ExamOfTrainee[]
}

export function ExamsPage({ account, script, exams: all }: ExamsPageProps) {
  const exams = [...all.filter(isActionable), ...all.filter((exam) => !isActionable(exam))]
  const first = exams.find(isActionable)
  return (
    <PhonePage
      title="考试"
      nav={traineeNav('/exams')}
      action={
        first && (
          <ButtonLink wide href={paths.exam(first.id)} {...hiddenWhileWaitingAttributes(attemptDataAttributes(first))}>
            {first.status === 'sitting' ? '接着考' : '去考试'}
          </ButtonLink>
        )
      }
    >
      <h1>我的考试</h1>
      <WaitingSheets />
      {exams.length === 0 && <Empty>现在没有考试。安排了考试，会出现在这里。</Empty>}
      {exams.length > 0 && (
        <ul className="places">
          {exams.map((exam) => (
            <Place
              key={exam.id}
              icon={exam.status === 'passed' ? 'award' : 'pen'}
              href={paths.exam(exam.id)}
              title={exam.title}
              urgent={isActionable(exam)}
            >
              {formatCohort(exam.cohort)}
              <br />
              {formatExamDays(exam)}
              <br />
              <span {...hiddenWhileWaitingAttributes(attemptDataAttributes(exam))}>
                <Badge kind={kinds[exam.status as keyof typeof kinds]}>{examStatusLabels[exam.status]}</Badge>
              </span>
            </Place>
          ))}
        </ul>
      )}
      <TraineePhone account={account} src={script} />
    </PhonePage>
  )
}
