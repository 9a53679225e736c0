// Selects, among all answers that ever arrived, the one that counts for each question, or the one that came first. Runs on server and phone.

interface GivenAnswer {
  questionId: string
  device: string
  sequence: number
  givenAt: number
}

/** Whether one answer was given after the other. Ties are broken the same way everywhere, so that server and phone agree. */
function isLater(one: GivenAnswer, other: GivenAnswer) {
  if (one.givenAt !== other.givenAt) return one.givenAt > other.givenAt
  if (one.device !== other.device) return one.device > other.device
  return one.sequence > other.sequence
}

/** Keeps one answer of each question: another takes its place if `replaces` says so. */
function selectAnswers<A extends GivenAnswer>(answers: Iterable<A>, replaces: (answer: A, kept: A) => boolean): Map<string, A> {
  const sheet = new Map<string, A>()
  for (const answer of answers) {
    const kept = sheet.get(answer.questionId)
    if (!kept || replaces(answer, kept)) sheet.set(answer.questionId, answer)
  }
  return sheet
}

/** Returns for each question the answer that was given last, in whatever order they arrived. */
export const selectLatestAnswers = <A extends GivenAnswer>(answers: Iterable<A>) => selectAnswers(answers, isLater)

/** Returns for each question the answer that was given first. */
export const selectFirstAnswers = <A extends GivenAnswer>(answers: Iterable<A>) =>
  selectAnswers(answers, (answer, kept) => isLater(kept, answer))
