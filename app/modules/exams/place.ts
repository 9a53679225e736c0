// Where in the sheet a candidate is, as the address says it: `?q=3` for the third question, `?q=review` for the check,
// `?q=hand-in` for the question whether it is really to be handed in.

/** A question by its index, the check before handing in, or the last question before it. */
export type Place = number | 'review' | 'hand-in'

interface Sheet {
  questions: readonly { id: string }[]
  answers: readonly { questionId: string; chosen: readonly string[] }[]
}

export const toQuery = (place: Place) => `?q=${typeof place === 'string' ? place : place + 1}`

/** The place that an address names; null if it names none. */
export function parsePlace(search: string, { questions }: Pick<Sheet, 'questions'>): Place | null {
  const asked = new URLSearchParams(search).get('q')
  if (asked === 'review' || asked === 'hand-in') return asked
  const at = Number(asked) - 1
  return asked && Number.isInteger(at) && at >= 0 && at < questions.length ? at : null
}

/** The first question without an answer, or the first of all. */
export function findFirstOpen(questions: Sheet['questions'], answers: ReadonlyMap<string, { chosen: readonly string[] }>) {
  const at = questions.findIndex(({ id }) => (answers.get(id)?.chosen.length ?? 0) === 0)
  return Math.max(0, at)
}

/** Where somebody goes on who comes back without an address: at the first open question, or at the check. */
export function findResumePlace({ questions, answers }: Sheet): Place {
  const given = new Map(answers.map((answer) => [answer.questionId, answer]))
  return questions.every(({ id }) => (given.get(id)?.chosen.length ?? 0) > 0) ? 'review' : findFirstOpen(questions, given)
}
