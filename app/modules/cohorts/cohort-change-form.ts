// A class as it is to be, as it is entered: a row a session, its fields named by its id (pages/session-fields.tsx).
import { readFigure } from '#app/figure.ts'
import type { CohortChange } from './cohorts.server.ts'

/** The form as a change: rows without day, time and topic are no sessions. */
export function readCohortChange(form: FormData): CohortChange {
  const said = (name: string) => String(form.get(name) ?? '').trim()
  const ids = [...form.keys()].flatMap((name) => name.match(/^day-(.+)$/)?.[1] ?? [])
  const sessions = ids.map((id) => ({
    ...(id.startsWith('new-') ? {} : { id }),
    day: said(`day-${id}`),
    startsAt: said(`startsAt-${id}`),
    topic: said(`topic-${id}`),
    place: said(`place-${id}`),
  }))
  return {
    name: said('name'),
    place: said('place'),
    attendanceRequired: readFigure(said('attendanceRequired')) ?? Number.NaN,
    sessions: sessions.filter(({ day, topic }) => day || topic),
    instructors: form.getAll('instructor').map(String),
  }
}
