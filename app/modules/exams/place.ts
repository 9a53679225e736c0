// The candidate's place in the sheet, as it is in the address: `?q=3` for the third question, `?q=review` for the check, `?q=hand-in` for
// the confirmation before handing in.

/** The index of a question, the check before handing in, or the confirmation. */
export type Place = number | 'review' | 'hand-in'

interface Sheet {
  questions: readonly { id: string }[]
  answers: readonly { questionId: string; chosen: readonly string[] }[]
}

export const toQuery = (place: Place) => `?q=${typeof place === 'string' ? place : place + 1}`

/** Returns the place that an address names; null if it names none. */
export function parsePlace(search: string, { questions }: Pick<Sheet, 'questions'>): Place | null {
  const place = new URLSearchParams(search).get('q')
  if (place === 'review' || place === 'hand-in') return place
  const at = Number(place) - 1
  return place && Number.isInteger(at) && at >= 0 && at < questions.length ? at : null
}

/** The first question without an answer, or the first of all. */
export function findFirstOpen(questions: Sheet['questions'], answers: ReadonlyMap<string, { chosen: readonly string[] }>) {
  const at = questions.findIndex(({ id }) => (answers.get(id)?.chosen.length ?? 0) === 0)
  return Math.max(0, at)
}

/** The place where a candidate resumes if the address names none: the first open question, or the check. */
export function findResumePlace({ questions, answers }: Sheet): Place {
  const given = new Map(answers.map((answer) => [answer.questionId, answer]))
  return questions.every(({ id }) => (given.get(id)?.chosen.length ?? 0) > 0) ? 'review' : findFirstOpen(questions, given)
}
