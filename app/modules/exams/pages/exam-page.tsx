// The page of an exam before it begins.
import { useContext } from 'react'
import { formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { NonceContext } from '#app/http/server/answer-context.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { requiredCorrect } from '../attempt.machine.ts'
import type { ExamView } from '../exams.server.ts'
import { attemptStateLabels } from '../attempt-labels.ts'
import { attemptDataAttributes, hiddenWhileWaitingAttributes } from '../labels.ts'
import { isPassed } from '../attempt.states.ts'

/** Another try is not offered until the phone has checked for an unsent sheet of this exam; without scripts it is offered. */
const hiddenUntilChecked =
  "var tryAgain=document.getElementById('try-again');if(tryAgain){tryAgain.hidden=true;setTimeout(function(){if(!('judged' in tryAgain.dataset))tryAgain.hidden=false},5000)}"

interface ExamPageProps {
  account: string
  script: string
  exam: ExamView
  refused: Refused | null
}

export function ExamPage({ account, script, exam, refused }: ExamPageProps) {
  const nonce = useContext(NonceContext)
  const sheets = attemptDataAttributes(exam)
  const count = exam.single + exam.multiple + exam.trueFalse
  return (
    <PhonePage
      title="考试"
      back={{ href: paths.class(), label: '我的班' }}
      action={
        exam.objection === null && (
          <form
            method="post"
            id={exam.attempts.length > 0 && !exam.ongoing ? 'try-again' : undefined}
            {...(exam.attempts.length > 0 ? hiddenWhileWaitingAttributes(sheets) : {})}
          >
            <Button wide>{exam.ongoing ? '接着考' : exam.attempts.length > 0 ? '再考一次' : '看懂了，开始'}</Button>
          </form>
        )
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {exam.objection && <Notice kind={exam.attempts.some(({ state }) => isPassed(state)) ? 'good' : 'info'}>{exam.objection}</Notice>}
      <WaitingSheets />
      {exam.ongoing && (
        <div {...hiddenWhileWaitingAttributes(sheets)}>
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
        <dd>答对 {requiredCorrect({ of: count, passMark: exam.passMark })} 题以上</dd>
        <dt>机会</dt>
        <dd>
          一共 {exam.attemptsAllowed} 次，还剩 {exam.attemptsLeft} 次
        </dd>
        <dt>截止</dt>
        <dd>{formatTerm(exam.closesAt)}</dd>
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
                  第 {attempt.ordinal} 次：<strong>{attemptStateLabels[attempt.state]}</strong>
                  {attempt.context.correct !== null && `，答对 ${attempt.context.correct} 题`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {exam.attempts.length > 0 && <script nonce={nonce} dangerouslySetInnerHTML={{ __html: hiddenUntilChecked }} />}
      <TraineePhone account={account} src={script} keep={[paths.exam(exam.id)]} />
    </PhonePage>
  )
}
