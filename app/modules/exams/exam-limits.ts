// What an exam may be: the one home of these limits, for the author's proposal (course.yaml) and for the plan at the desk.

export const examLimits = {
  /** Fewer questions would say nothing about a trainee. */
  questions: { least: 10 },
  ofAKind: { most: 100 },
  minutes: { least: 5, most: 240 },
  /** Per cent of the points. */
  passMark: { least: 1, most: 100 },
  attemptsAllowed: { least: 1, most: 10 },
} as const
