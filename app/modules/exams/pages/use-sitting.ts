// The behaviour of the page of an attempt: stores answers on the phone and sends them, follows the address, and opens the result.
import { useActorRef, useSelector } from '@xstate/react'
import { useEffect, useRef, useState } from 'react'
import { cacheForOffline } from '#app/phone/cache-pages.ts'
import { sendEverything } from '#app/phone/send-everything.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'
import { paths } from '#app/shell/paths.ts'
import { attemptMachine } from '../attempt.machine.ts'
import { isGraded } from '../attempt.states.ts'
import type { SittingView } from '../exams.server.ts'
import { type Place, parsePlace, toQuery } from '../place.ts'
import { type Sitting, type SittingState, initialSittingState, startSitting } from '../sitting/sitting.ts'

/** Returns the ticked options of a question's form. */
export const readChosen = (form: HTMLFormElement) => new FormData(form).getAll('chosen').map(String)

/** Runs the sitting of an attempt that was rendered at a place: its state, the current place, and the actions. */
export function useSitting(view: SittingView, drawn: Place) {
  const actor = useActorRef(attemptMachine, {
    snapshot: attemptMachine.resolveState({ value: view.value, context: view.context }),
    input: { ...view.context, at: view.context.openedAt },
  })
  const isSitting = useSelector(actor, (snapshot) => snapshot.matches('sitting'))
  const [now, setNow] = useState<SittingState>(() => initialSittingState(view))
  const [place, setPlace] = useState(drawn)
  const sitting = useRef<Sitting | null>(null)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    let taken = false
    const started = startSitting({
      view,
      actor,
      url: paths.attemptAnswers(view.id),
      changed(next) {
        setNow(next)
        // A cached copy of the page may have been drawn for another question than the address asks for.
        if (next.ready && !taken) setPlace((before) => parsePlace(location.search, view) ?? before)
        taken ||= next.ready
      },
    })
    // The page itself, the pictures of all questions, and the pages that are reachable from it.
    const pictures = view.questions.flatMap(({ picture }) => picture?.address ?? [])
    const reachable = [location.pathname, ...pictures, '/', '/exams', paths.exam(view.examId)]
    if (!isGraded(view.state)) cacheForOffline(view.accountId, reachable, { renew: true })
    setUpTextSizeForm()
    void sendEverything(view.accountId, { sheet: view.id })
    sitting.current = started
    // What was ticked while the scripts were still loading counts too.
    const question = view.questions[Number(form.current?.dataset.at)]
    if (question && form.current) {
      const ticked = readChosen(form.current)
      const drawnTicked = view.answers.find(({ questionId }) => questionId === question.id)?.chosen ?? []
      if (ticked.length !== drawnTicked.length || ticked.some((key) => !drawnTicked.includes(key))) started.choose(question.id, ticked)
    }
    return () => started.stop()
  }, [view, actor])

  useEffect(() => {
    const follow = () => setPlace(parsePlace(location.search, view) ?? drawn)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [view, drawn])

  useEffect(() => {
    if (now.done) location.replace(paths.attemptResult(view.id))
  }, [now.done, view.id])

  const go = (next: Place) => {
    history.replaceState(history.state, '', toQuery(next))
    setPlace(next)
    scrollTo(0, 0)
  }
  const choose = (questionId: string, chosen: string[]) => sitting.current?.choose(questionId, chosen)
  const handIn = () => sitting.current?.handIn()
  return { now, place, isSitting, form, go, choose, handIn }
}
