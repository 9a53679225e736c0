// The session to which a trainee comes next.

interface Listed {
  sessions: readonly { day: string; startsAt: string; place: string; mark: unknown }[]
}

/** Finds the next session of any of these classes, from today on, that is not marked yet; null if there is none. */
export const findNextSession = (classes: readonly Listed[], today: string) =>
  classes
    .flatMap(({ sessions }) => sessions.filter(({ mark, day }) => !mark && day >= today))
    .sort((one, other) => (one.day < other.day ? -1 : 1))[0] ?? null
