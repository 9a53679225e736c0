// The result of an attempt.
import { formatTerm } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { ExamView, ResultView } from '../exams.server.ts'
import { attemptDataAttributes, hiddenWhileWaitingAttributes } from '../labels.ts'
import { AnsweredQuestions, ExplainedQuestions, LateAnswers, ResultWord, LessonsToReview, WithheldNotice } from './result-sheet.tsx'
import { isGraded, isPassed, isSitting } from '../attempt.states.ts'

interface ResultPageProps {
  account: string
  script: string
  result: ResultView
  exam: ExamView
}

export function ResultPage({ account, script, result, exam }: ResultPageProps) {
  const passed = isPassed(result.state)
  const graded = isGraded(result.state)
  return (
    <PhonePage
      title="考试结果"
      back={{ href: paths.exam(result.examId), label: '考试' }}
      action={
        passed ? (
          <ButtonLink href={paths.class()} wide>
            回我的班
          </ButtonLink>
        ) : (
          graded &&
          exam.objection === null && (
            <ButtonLink href={paths.exam(exam.id)} wide {...hiddenWhileWaitingAttributes(attemptDataAttributes(exam))}>
              再考一次（还有 {exam.attemptsLeft} 次机会）
            </ButtonLink>
          )
        )
      }
    >
      <WaitingSheets />
      {graded ? (
        <>
          <p className="soft">{result.title}</p>
          <ResultWord result={result} />
          {!passed && exam.objection && <Notice>{exam.objection}</Notice>}
          <WaitsForLate result={result} />
          <WithheldNotice withheld={result.withheld} />
          <LessonsToReview result={result} />
          <LateAnswers late={result.late} />
          {result.questions.length > 0 && (
            <>
              <h2>每道题的讲解</h2>
              <ExplainedQuestions questions={result.questions} />
            </>
          )}
          {result.answered.length > 0 && (
            <>
              <h2>您的答卷</h2>
              <AnsweredQuestions answered={result.answered} />
            </>
          )}
        </>
      ) : (
        <>
          <h1>{isSitting(result.state) ? '还没有交卷' : '正在判卷'}</h1>
          {isSitting(result.state) ? (
            <ButtonLink href={paths.attempt(result.id)} wide>
              接着考
            </ButtonLink>
          ) : (
            <ButtonLink href={paths.attemptResult(result.id)} wide>
              再看一次
            </ButtonLink>
          )}
        </>
      )}
      <TraineePhone account={account} src={script} keep={[paths.exam(exam.id)]} />
    </PhonePage>
  )
}

/**
 * The sheet was collected when time ran out: answers that were given in time and are still on a phone count, until the candidate says that
 * there are none.
 */
function WaitsForLate({ result }: { result: Pick<ResultView, 'lateUntil' | 'withheld'> }) {
  const until = result.lateUntil ?? (result.withheld?.because === 'late' ? result.withheld.until : null)
  if (!until) return null
  return (
    <Notice kind="warn">
      <p>
        时间到之前答好、还在手机里没发出来的答案，{formatTerm(new Date(until))}发到都算分。请打开答题的那部手机，连上网，等它显示“已存 ✓”。
      </p>
      <p>答对几题和每道题的讲解，要等不再收答案了才给看。都发完了的话，现在就可以看；看了以后再来的答案不算分。</p>
      <form method="post">
        <Button kind="plain">答案都发完了，看成绩</Button>
      </form>
    </Notice>
  )
}
