// Whether a bank can be passed without knowing anything: who always presses the same place, the longest option, or 对, must not pass.
import type { QuestionKind } from '#app/modules/exams/draw.ts'
import { letterAt } from '#app/text/option-letters.ts'

interface Guessed {
  kind: QuestionKind
  options: readonly string[]
  /** The places of the right ones; of true or false 0 is 对, 1 is 错. */
  right: readonly number[]
}

/** Of fewer questions nothing can be said. */
const fewest = 10

/** Whether the right option is longer than each other one. */
function isLongestRight({ kind, options, right }: Guessed): boolean {
  const chosen = options[right[0] ?? -1]
  return kind === 'single' && chosen !== undefined && options.every((option) => option === chosen || option.length < chosen.length)
}

/** Whether the right option alone is so much longer than the others that it gives itself away. */
export function givesItselfAway(question: Guessed): boolean {
  const chosen = question.options[question.right[0] ?? -1] ?? ''
  const others = question.options.filter((option) => option !== chosen).map(({ length }) => length)
  return isLongestRight(question) && chosen.length >= 8 && chosen.length >= 1.6 * Math.max(0, ...others)
}

/**
 * Says by which habit a bank could be passed, each in one sentence. `passMark`: per cent; of two answers one is right that often without any
 * fault of the bank.
 */
export function findGuessable(questions: readonly Guessed[], passMark: number): string[] {
  const single = questions.filter(({ kind }) => kind === 'single')
  const told = questions.filter(({ kind }) => kind === 'trueFalse')
  const habits: string[] = []
  const tell = (right: number, of: number, sentence: string, { isEven = false } = {}) => {
    const share = (100 * right) / of
    if (of >= fewest && (share > passMark || (share === passMark && !isEven))) habits.push(`${sentence}，能对 ${Math.round(share)}%。`)
  }
  for (let at = 0; at < 6; at++) tell(single.filter(({ right }) => right[0] === at).length, single.length, `单选题只按 ${letterAt(at)}`)
  tell(single.filter(isLongestRight).length, single.length, '单选题只按最长的选项')
  for (const [at, word] of ['对', '错'].entries())
    tell(told.filter(({ right }) => right[0] === at).length, told.length, `判断题只按“${word}”`, { isEven: true })
  return habits
}
