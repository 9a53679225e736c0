// The attendance sheet of a session, as it comes back.
import { type Mark, marks, type WayToTake, waysToTake } from './attendance.ts'
import type { TakenMark } from './cohorts.server.ts'

const ways = Object.keys(waysToTake) as WayToTake[]

/**
 * The form's fields are `mark-<enrolment>`, `reason-<enrolment>` and `seen-<enrolment>`, the mark as it was drawn: what was not
 * touched is no statement. `rest` says that who had no mark and got none here was present.
 */
export function readMarks(form: FormData): TakenMark[] {
  const fields = new Map([...form].map(([name, value]) => [name, String(value)]))
  const how = ways.find((way) => way === fields.get('how')) ?? 'list'
  const chosen = [...fields].flatMap(([field, value]): TakenMark[] => {
    const enrolmentId = field.match(/^mark-(.+)$/)?.[1]
    const mark = marks.find((one) => one === value)
    return enrolmentId && mark
      ? [{ enrolmentId, mark, how, reason: fields.get(`reason-${enrolmentId}`) ?? '', seen: seenIn(fields, enrolmentId) }]
      : []
  })
  const others = form.has('rest')
    ? form
        .getAll('unmarked')
        .map(String)
        .filter((id) => !fields.has(`mark-${id}`))
    : []
  return [...chosen, ...others.map((enrolmentId): TakenMark => ({ enrolmentId, mark: 'present', how, seen: null, onlyIfNone: true }))]
}

/** The mark as the page showed it; undefined from a page of before, which did not say. */
function seenIn(fields: ReadonlyMap<string, string>, enrolmentId: string): Mark | null | undefined {
  const seen = fields.get(`seen-${enrolmentId}`)
  return seen === undefined ? undefined : (marks.find((one) => one === seen) ?? null)
}
