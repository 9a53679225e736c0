// Right or wrong: one point a question, nothing in between.

/**
 * Whether the chosen options are the right ones. Multiple choice is all or nothing: every right option and no wrong one.
 * (Part marks would reward ticking everything, and nobody could explain the points to a trainee in one sentence.)
 */
export function isRight(question: { correct: readonly string[] }, chosen: readonly string[]) {
  const [wanted, given] = [new Set(question.correct), new Set(chosen)]
  return wanted.size === given.size && [...wanted].every((key) => given.has(key))
}

/** How many questions of a sheet are answered right; one without an answer is not. */
export const countRight = (
  questions: readonly { id: string; correct: readonly string[] }[],
  chosenFor: (questionId: string) => readonly string[] | undefined,
) => questions.filter((question) => isRight(question, chosenFor(question.id) ?? [])).length
