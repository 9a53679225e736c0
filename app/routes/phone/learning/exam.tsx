// What the exam is, before it begins.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useContext } from 'react'
import { NonceContext } from '#app/http/server/answer-context.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { sayTerm } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { examFor, openAttempt } from '#app/modules/exams/exams.server.ts'
import examCss from '#app/modules/exams/exam.css?url'
import { neededOf } from '#app/modules/exams/attempt.machine.ts'
import { attemptWords } from '#app/modules/exams/attempt-words.ts'
import { attemptsOn, standsBefore } from '#app/modules/exams/words.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    return { account: viewer.accountId, script: islandUrl('phone.js'), exam: await examFor(asked.context.site, viewer, asked.params.exam!) }
  })

/** Until the phone has looked whether a sheet of this exam is still on it, another try is not offered; without scripts it is. */
const untilJudged =
  "var tryAgain=document.getElementById('try-again');if(tryAgain){tryAgain.hidden=true;setTimeout(function(){if(!('judged' in tryAgain.dataset))tryAgain.hidden=false},5000)}"

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    throw redirect(paths.attempt(await openAttempt(asked.context.site, viewer, { examId: asked.params.exam! })))
  })

export default function ExamPage() {
  const { account, script, exam } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const nonce = useContext(NonceContext)
  const sheets = attemptsOn(exam)
  const count = exam.single + exam.multiple + exam.trueFalse
  return (
    <PhonePage
      title="考试"
      back={{ href: paths.class(), label: '我的班' }}
      action={
        exam.whyNot === null && (
          <form
            method="post"
            id={exam.attempts.length > 0 && !exam.ongoing ? 'try-again' : undefined}
            {...(exam.attempts.length > 0 ? standsBefore(sheets) : {})}
          >
            <Button wide>{exam.ongoing ? '接着考' : exam.attempts.length > 0 ? '再考一次' : '看懂了，开始'}</Button>
          </form>
        )
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {exam.whyNot && <Notice kind={exam.attempts.some(({ state }) => state === 'graded.passed') ? 'good' : 'info'}>{exam.whyNot}</Notice>}
      <WaitingSheets />
      {exam.ongoing && (
        <div {...standsBefore(sheets)}>
          <Notice kind="warn">您有一份答卷还没交，时间在走。</Notice>
        </div>
      )}
      <h1>{exam.title}</h1>
      <dl className="pairs">
        <dt>题数</dt>
        <dd>
          {count} 题：单选 {exam.single}、多选 {exam.multiple}、判断 {exam.trueFalse}
        </dd>
        <dt>时间</dt>
        <dd>{exam.minutes} 分钟，从点“开始”算起</dd>
        <dt>及格</dt>
        <dd>答对 {neededOf({ of: count, passMark: exam.passMark })} 题以上</dd>
        <dt>机会</dt>
        <dd>
          一共 {exam.attemptsAllowed} 次，还剩 {exam.attemptsLeft} 次
        </dd>
        <dt>截止</dt>
        <dd>{sayTerm(exam.closesAt)}</dd>
      </dl>
      <h2>怎么考</h2>
      <ul>
        <li>一屏一题，点一下就存。看到“这一题已存 ✓”，这一题就存好了。</li>
        <li>多选题要选全，选错或漏选都不算对。</li>
        <li>没网不要紧：接着答，接着交卷，有网会自动发。按时答的，收卷后 24 小时内发到都算，再晚就不算了。</li>
        <li>关了手机也不要紧：再打开，接着考。时间照样走。</li>
      </ul>
      {exam.attempts.length > 0 && (
        <>
          <h2>我的答卷</h2>
          <ul className="list">
            {exam.attempts.map((attempt) => (
              <li key={attempt.id}>
                <a className="card" href={paths.attempt(attempt.id)}>
                  第 {attempt.ordinal} 次：<strong>{attemptWords[attempt.state]}</strong>
                  {attempt.context.correct !== null && `，答对 ${attempt.context.correct} 题`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {exam.attempts.length > 0 && <script nonce={nonce} dangerouslySetInnerHTML={{ __html: untilJudged }} />}
      <TraineePhone account={account} src={script} keep={[paths.exam(exam.id)]} />
    </PhonePage>
  )
}
