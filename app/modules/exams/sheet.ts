// Selects, among all answers that ever arrived, the one that counts for each question. Runs on server and phone.

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

/** Returns for each question the answer that was given last, in whatever order they arrived. */
export function selectLatestAnswers<A extends GivenAnswer>(answers: Iterable<A>): Map<string, A> {
  const sheet = new Map<string, A>()
  for (const answer of answers) {
    const before = sheet.get(answer.questionId)
    if (!before || isLater(answer, before)) sheet.set(answer.questionId, answer)
  }
  return sheet
}
