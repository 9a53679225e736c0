// A graded sheet: the outcome, the reason, and every question explained, wrong ones first.
import { formatMoment, formatTerm } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { Badge, Notice } from '#app/ui/notice.tsx'
import { requiredCorrect } from '../attempt.machine.ts'
import type { ResultView } from '../exams.server.ts'
import { QuestionPicture } from './question-picture.tsx'
import { formatReceipt } from './saved-line.tsx'
import { formatKindCount, answerStatusLabels } from '../labels.ts'
import { isPassed } from '../attempt.states.ts'

export function ResultWord({ result }: { result: Pick<ResultView, 'state' | 'context'> }) {
  const { correct, of, submittedAt, regradings } = result.context
  const passed = isPassed(result.state)
  return (
    <>
      <h1 className={passed ? 'result-word yes' : 'result-word no'}>{passed ? '通过' : correct === null ? '暂时未通过' : '未通过'}</h1>
      <p>
        {correct === null ? `一共 ${of} 题，` : `${of} 题答对 ${correct} 题，`}
        {requiredCorrect(result.context)} 题以上为通过。{!submittedAt && '这份答卷是时间到了自动收的。'}
      </p>
      {regradings > 0 && <Notice>有答案考完后才收到，按规定补计，结果已重新判过。</Notice>}
    </>
  )
}

/** Why the right answers are not shown yet, and when they will be. */
export function WithheldNotice({ withheld }: Pick<ResultView, 'withheld'>) {
  if (!withheld) return null
  if (withheld.because === 'late') return null // shown with the button that ends the waiting
  return (
    <Notice>
      {withheld.because === 'sitting'
        ? '您还有一份答卷没有判完，题目是从同一个题库里抽的。考完判好以后，这里会有每道题的讲解。'
        : `您还可以再考：${formatTerm(withheld.until)}。题目是从同一个题库里抽的，所以讲解先不给看。通过以后，或者机会用完、考试截止以后，这里会有每道题的讲解。`}
    </Notice>
  )
}

/** The lessons to review before the next chance, and the right answers by kind. */
export function LessonsToReview({ result }: { result: Pick<ResultView, 'byKind' | 'toReadAgain' | 'withheld' | 'state'> }) {
  if (!result.withheld || result.byKind.length === 0) return null
  return (
    <section>
      <p>{result.byKind.map(formatKindCount).join('，')}。</p>
      {result.toReadAgain.length > 0 && (
        <>
          <h2>可以再看看这几课</h2>
          <ul className="list">
            {result.toReadAgain.map(({ course, slug, title, wrong }) => (
              <li key={slug}>
                <a href={paths.lesson(course, slug)}>{title}</a>（错 {wrong} 题）
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function ExplainedQuestions({ questions, chosenBy = '您选的' }: Pick<ResultView, 'questions'> & { chosenBy?: string }) {
  return (
    <ol className="explained">
      {questions.map((question) => (
        <li key={question.id} className="card">
          <p>
            <Badge kind={question.right ? 'good' : 'bad'}>{question.right ? '对' : '✗ 错'}</Badge> 第 {question.number} 题
          </p>
          <p>
            <strong>{question.text}</strong>
          </p>
          <QuestionPicture picture={question.picture} />
          <ul>
            {question.options.map((option) => {
              const isRight = question.correct.includes(option.key)
              const isChosen = question.chosen.includes(option.key)
              const note = [isRight ? '正确答案' : '', isChosen ? chosenBy : ''].filter(Boolean).join('，')
              return (
                <li key={option.key}>
                  {isRight ? '✓' : isChosen ? '✗' : '　'} {option.text}
                  {note && <small className="soft">（{note}）</small>}
                </li>
              )
            })}
          </ul>
          {question.chosen.length === 0 && <p className="soft">没有答。</p>}
          {question.explanation && <p>{question.explanation}</p>}
        </li>
      ))}
    </ol>
  )
}

/** The sheet as it was answered, shown while the right answers are withheld. */
export function AnsweredQuestions({ answered, chosenBy = '您选的' }: Pick<ResultView, 'answered'> & { chosenBy?: string }) {
  return (
    <ol className="explained">
      {answered.map((question) => (
        <li key={question.id} className="card">
          <p>第 {question.number} 题</p>
          <p>
            <strong>{question.text}</strong>
          </p>
          <QuestionPicture picture={question.picture} />
          <ul>
            {question.options.map((option) => (
              <li key={option.key}>
                {question.chosen.includes(option.key) ? '●' : '○'} {option.text}
                {question.chosen.includes(option.key) && <small className="soft">（{chosenBy}）</small>}
              </li>
            ))}
          </ul>
          {question.chosen.length === 0 && <p className="soft">没有答。</p>}
        </li>
      ))}
    </ol>
  )
}

/** Answers that arrived after the end: none is dropped, and each says whether it counts. */
export function LateAnswers({ late }: Pick<ResultView, 'late'>) {
  if (late.length === 0) return null
  return (
    <section>
      <h2>晚到的答案</h2>
      <ul className="list">
        {late.map((answer) => (
          <li key={answer.id}>
            第 {answer.question} 题：{formatMoment(answer.givenAt)} 作答，{formatMoment(answer.receivedAt)} 收到。
            {answerStatusLabels[answer.status]}。<small className="soft">回执 {formatReceipt(answer.id)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
