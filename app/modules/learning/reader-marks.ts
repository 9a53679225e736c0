// The parts of a lesson's page that depend on its reader. Everything else is the same for everybody who studies that version.
import type { LessonView } from './queries.server.ts'

/** Null if the page has no place for it. */
export interface ReaderMarks {
  /** The account whose progress is stored. */
  account: string | null
  /** The read sections, for the script. */
  done: string
  /** The answers and ticks, for the script. */
  marks: string
  /** The part that is read, in per cent. */
  woven: number | null
  /** The unread sections, for the button at the end. */
  left: string | null
}

/** Creates the marks of this reader. A viewer at a desk has no progress. */
export function createReaderMarks(
  { recordsProgress, sections, marks }: Pick<LessonView, 'recordsProgress' | 'sections' | 'marks'>,
  account: string,
): ReaderMarks {
  const idsOf = (done: boolean) => sections.filter((section) => section.done === done).map(({ id }) => id)
  const [read, left] = [idsOf(true), idsOf(false)]
  return {
    account: recordsProgress ? account : null,
    done: read.join(' '),
    marks: JSON.stringify(marks),
    woven: recordsProgress ? (100 * read.length) / Math.max(1, sections.length) : null,
    left: recordsProgress && left.length > 0 ? left.join(',') : null,
  }
}

/** The text right before and right after each of them in the page's HTML (app/http/composed-pages). */
export const markPlaces: Record<keyof ReaderMarks, readonly [before: string, behind: string]> = {
  account: [' data-account="', '"'],
  done: [' data-done="', '"'],
  marks: [' data-marks="', '"'],
  woven: ['<i style="width:', '%"'],
  left: [' name="sections" value="', '"'],
}
