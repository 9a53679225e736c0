// An attempt in progress: one question a screen. Works with plain forms; with scripts the phone stores every answer itself and works
// without network.
import { type ComponentProps, type FormEvent, type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { formatTime } from '#app/calendar.ts'
import { formatUnsaved } from '#app/phone/outbox.ts'
import { type TextSize, TextSizeForm } from '#app/ui/text-size.tsx'
import { formatTimeLeft } from '../sitting/exam-clock.ts'
import type { SittingView } from '../exams.server.ts'
import { findFirstOpen, type Place, toQuery } from '../place.ts'
import { QuestionPicture } from './question-picture.tsx'
import { SavedLine } from './saved-line.tsx'
import type { SittingState } from '../sitting/sitting.ts'
import { readChosen, useSitting } from './use-sitting.ts'
import { kindInstructions } from '../labels.ts'
import { kindLabels } from '../plan/kind-labels.ts'
import { isGraded } from '../attempt.states.ts'

interface SittingPageProps {
  view: SittingView
  place: Place
  textSize: TextSize
  /** Why the last form was refused. */
  refused?: string | undefined
}

export function SittingPage({ view, place: drawn, textSize, refused }: SittingPageProps) {
  const { now, place, isSitting, form, go, choose, handIn } = useSitting(view, drawn)
  const here = paths.attempt(view.id) + toQuery(place)
  const frame = { title: '考试', back: { href: paths.exam(view.examId), label: '返回' } }

  if (!isSitting || now.handingIn) {
    return (
      <PhonePage {...frame}>
        <Collected now={now} here={here} result={paths.attemptResult(view.id)} graded={isGraded(view.state)} />
      </PhonePage>
    )
  }

  const isQuestion = typeof place === 'number'
  return (
    <PhonePage
      {...frame}
      action={
        isQuestion ? <Steps at={place} count={view.questions.length} onGo={go} /> : <BackToQuestions now={now} view={view} onGo={go} />
      }
    >
      <div className="exam-line">
        <h1>{isQuestion ? `第 ${place + 1} 题，共 ${view.questions.length} 题` : '检查'}</h1>
        <span className={now.left < 120_000 ? 'exam-left soon' : 'exam-left'}>
          还剩 {formatTimeLeft(now.left)}
          <small>（{formatTime(new Date(view.context.deadlineAt))} 收卷）</small>
        </span>
      </div>
      {refused && <Notice kind="bad">{refused}</Notice>}
      {isQuestion ? (
        <Question key={`${place} ${now.ready}`} view={view} at={place} now={now} formRef={form} onChoose={choose} />
      ) : place === 'review' ? (
        <Review view={view} now={now} onGo={go} onHandIn={handIn} />
      ) : (
        <ConfirmHandIn view={view} now={now} onHandIn={handIn} />
      )}
      <SavedLine now={now} here={here} questionId={isQuestion ? view.questions[place]!.id : null} />
      <details className="exam-text-size">
        <summary>字太小？</summary>
        <TextSizeForm size={textSize} back={here} />
      </details>
    </PhonePage>
  )
}

interface QuestionProps {
  view: SittingView
  at: number
  now: SittingState
  formRef: RefObject<HTMLFormElement>
  onChoose(questionId: string, chosen: string[]): void
}

function Question({ view, at, now, formRef, onChoose }: QuestionProps) {
  const question = view.questions[at]!
  const chosen = now.answers.get(question.id)?.chosen ?? []
  const keep = (event: FormEvent<HTMLFormElement>) => onChoose(question.id, readChosen(event.currentTarget))
  return (
    <form id="answer" method="post" ref={formRef} data-at={at} onChange={keep} onSubmit={(event) => event.preventDefault()}>
      <input type="hidden" name="at" value={at} />
      <ChoiceList
        legend={
          <>
            <span className="question-kind">
              {kindLabels[question.kind]} · {kindInstructions[question.kind]}
            </span>
            {question.text}
            <QuestionPicture picture={question.picture} />
          </>
        }
      >
        {question.options.map((option) => (
          <Choice
            key={option.key}
            type={question.kind === 'multiple' ? 'checkbox' : 'radio'}
            name="chosen"
            value={option.key}
            defaultChecked={chosen.includes(option.key)}
          >
            {option.text}
          </Choice>
        ))}
      </ChoiceList>
    </form>
  )
}

/** The back and next buttons. Without scripts they post the answer; with scripts it is stored already. */
function Steps({ at, count, onGo }: { at: number; count: number; onGo(place: Place): void }) {
  const step = (place: Place) => (event: MouseEvent) => {
    event.preventDefault()
    onGo(place)
  }
  const isLast = at === count - 1
  return (
    <div className="exam-steps">
      <Button form="answer" name="go" value={at - 1} kind="plain" disabled={at === 0} onClick={step(at - 1)}>
        上一题
      </Button>
      <Button form="answer" name="go" value={isLast ? 'review' : at + 1} onClick={step(isLast ? 'review' : at + 1)}>
        {isLast ? '检查' : '下一题'}
      </Button>
    </div>
  )
}

const openQuestions = (view: SittingView, now: SittingState) =>
  view.questions.flatMap(({ id }, at) => ((now.answers.get(id)?.chosen.length ?? 0) > 0 ? [] : [at]))

function Review({ view, now, onGo, onHandIn }: { view: SittingView; now: SittingState; onGo(place: Place): void; onHandIn(): void }) {
  const open = openQuestions(view, now)
  return (
    <>
      {open.length > 0 ? (
        <Notice kind="warn">
          还有 {open.length} 题没答：第 {open.map((at) => at + 1).join('、')} 题。点题号回去答。
        </Notice>
      ) : (
        <Notice kind="good">{view.questions.length} 题都答了。</Notice>
      )}
      <ul className="exam-grid">
        {view.questions.map((question, at) => {
          const shown = now.answers.get(question.id)
          const state = !shown || shown.chosen.length === 0 ? '没答' : shown.receipt ? '已存' : '未发出'
          return (
            <li key={question.id}>
              <a
                href={toQuery(at)}
                className={state === '没答' ? 'open' : undefined}
                onClick={(event) => {
                  event.preventDefault()
                  onGo(at)
                }}
              >
                <b>{at + 1}</b>
                <small>{state}</small>
              </a>
            </li>
          )
        })}
      </ul>
      <p className="soft">交卷以后不能再改，马上出结果。</p>
      {open.length > 0 ? (
        <form method="get" className="hand-in" onSubmit={(event) => (event.preventDefault(), onGo('hand-in'))}>
          <ThrottledButton name="q" value="hand-in" kind="plain" wide>
            交卷
          </ThrottledButton>
        </form>
      ) : (
        <HandIn onHandIn={onHandIn}>交卷</HandIn>
      )}
    </>
  )
}

/** The confirmation before a sheet with unanswered questions is handed in. */
function ConfirmHandIn({ view, now, onHandIn }: { view: SittingView; now: SittingState; onHandIn(): void }) {
  const open = openQuestions(view, now)
  return (
    <>
      <Notice kind="warn">
        <p>
          <strong>{open.length > 0 ? `还有 ${open.length} 题没答，真的交吗？` : `${view.questions.length} 题都答了，交卷吗？`}</strong>
        </p>
        <p>{open.length > 0 && '没答的题算错。'}交了就不能再改，这次机会就用掉了。</p>
      </Notice>
      <HandIn onHandIn={onHandIn}>{open.length > 0 ? '真的交卷' : '交卷'}</HandIn>
    </>
  )
}

function HandIn({ onHandIn, children }: { onHandIn(): void; children: string }) {
  return (
    <form
      method="post"
      className="hand-in"
      onSubmit={(event) => {
        event.preventDefault()
        onHandIn()
      }}
    >
      <ThrottledButton name="handIn" value="yes" wide>
        {children}
      </ThrottledButton>
    </form>
  )
}

const throttleMilliseconds = 1000

/** A button that ignores taps in its first second: they were meant for what was in its place before. */
function ThrottledButton(props: ComponentProps<typeof Button>) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const button = place.current?.querySelector('button')
    if (!button) return
    button.disabled = true
    const timer = setTimeout(() => (button.disabled = false), throttleMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div ref={place}>
      <Button {...props} />
    </div>
  )
}

/** The foot of the check. Its right half stays empty: 下一题 was there, and the user may still be tapping. */
function BackToQuestions({ now, view, onGo }: { now: SittingState; view: SittingView; onGo(place: Place): void }) {
  const at = findFirstOpen(view.questions, now.answers)
  return (
    <div className="exam-steps">
      <ButtonLink
        href={toQuery(at)}
        kind="plain"
        onClick={(event) => {
          event.preventDefault()
          onGo(at)
        }}
      >
        {openQuestions(view, now).length > 0 ? '去答题' : '再看看'}
      </ButtonLink>
    </div>
  )
}

/** After handing in, or when time is up: what is still to be sent, and the link to the result. */
function Collected({ now, here, result, graded }: { now: SittingState; here: string; result: string; graded: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Pressed at the foot of a long page: the new message is above the visible part.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  const isStuck = (now.handingIn || now.waiting > 0) && now.line.kind !== 'sending' && now.line.kind !== 'quiet'
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {isStuck ? (now.handingIn ? '答卷在手机里，还没有交上去' : '还有答案在手机里，没有发出去') : graded ? '这份答卷判好了' : '正在交卷'}
      </h1>
      {isStuck && (
        <Notice kind="warn">
          <p>
            没有网，或者网不好。不用再做什么：有网会自动交，按时做的题，收卷后 24 小时内交到都算数，再晚就不算了。
            {now.unkept ? `${formatUnsaved(now.unkept)}，关了就没有了。` : '可以先关掉手机屏幕。有网的时候打开梯队的哪一页都行，会自动交。'}
          </p>
        </Notice>
      )}
      {!graded && !isStuck && <p>请稍等，马上出结果。</p>}
      <SavedLine now={now} here={here} questionId={null} />
      {!isStuck && (!now.ready || now.waiting === 0) && (
        <p>
          <ButtonLink href={result} wide>
            看结果
          </ButtonLink>
        </p>
      )}
    </>
  )
}
