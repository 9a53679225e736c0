// The limits of an exam, defined once for the author's proposal (course.yaml) and for the plan at the desk.

export const examLimits = {
  /** Fewer questions would not measure anything. */
  questions: { least: 10 },
  ofAKind: { most: 100 },
  minutes: { least: 5, most: 240 },
  /** Percentage of the points. */
  passMark: { least: 1, most: 100 },
  attemptsAllowed: { least: 1, most: 10 },
} as const
