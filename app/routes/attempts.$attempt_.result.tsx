// The result of an attempt.
import { type LinksFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { examFor, resultFor } from '#app/modules/exams/exams.server.ts'
import examCss from '#app/modules/exams/exam.css?url'
import { ExplainedQuestions, LateAnswers, ResultWord } from '#app/modules/exams/result-sheet.tsx'
import { attemptsOn, standsBefore } from '#app/modules/exams/words.ts'
import { TraineePhone, WaitingSheets } from '#app/modules/learning/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/ui/phone-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试结果 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    const { site } = asked.context
    const result = await resultFor(site, viewer, asked.params.attempt!)
    return { account: viewer.accountId, script: islandUrl('phone.js'), result, exam: await examFor(site, viewer, result.examId) }
  })

export default function ResultPage() {
  const { account, script, result, exam } = useLoaderData<typeof loader>()
  const passed = result.state === 'graded.passed'
  const graded = result.state.startsWith('graded')
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
          graded && exam.whyNot === null && (
            <ButtonLink href={paths.exam(exam.id)} wide {...standsBefore(attemptsOn(exam))}>
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
          {!passed && exam.whyNot && <Notice>{exam.whyNot}</Notice>}
          <LateAnswers late={result.late} />
          <h2>每道题的讲解</h2>
          <ExplainedQuestions questions={result.questions} />
        </>
      ) : (
        <>
          <h1>{result.state === 'sitting' ? '还没有交卷' : '正在判卷'}</h1>
          {result.state === 'sitting' ? (
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
