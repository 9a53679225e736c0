// Grading: one point for a right answer, none for a wrong one.

/**
 * Whether the chosen options are exactly the right ones. Multiple choice is all or nothing: every right option and no wrong one. (Part
 * marks would reward ticking everything, and nobody could explain the points to a trainee in one sentence.)
 */
export function isRight(question: { correct: readonly string[] }, chosen: readonly string[]) {
  const [wanted, given] = [new Set(question.correct), new Set(chosen)]
  return wanted.size === given.size && [...wanted].every((key) => given.has(key))
}

/** Counts the questions of a sheet that are answered right; a question without an answer is not. */
export const countRight = (
  questions: readonly { id: string; correct: readonly string[] }[],
  chosenFor: (questionId: string) => readonly string[] | undefined,
) => questions.filter((question) => isRight(question, chosenFor(question.id) ?? [])).length
