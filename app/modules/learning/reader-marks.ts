// What on the page of a lesson belongs to its reader. All else is the same for everybody who studies that version.
import type { LessonView } from './queries.server.ts'

/** Null where the page has no place for it. */
export interface ReaderMarks {
  /** Whose progress is kept. */
  account: string | null
  /** The sections that are read, for the script. */
  done: string
  /** What was answered and ticked, for the script. */
  marks: string
  /** How much is read, in per cent. */
  woven: number | null
  /** The sections that are not read yet, for the button at the end. */
  left: string | null
}

/** The marks of this reader. Who only looks, at a desk, has no progress. */
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

/** What stands right before and right behind each of them in the page's HTML (app/http/composed-pages). */
export const markPlaces: Record<keyof ReaderMarks, readonly [before: string, behind: string]> = {
  account: [' data-account="', '"'],
  done: [' data-done="', '"'],
  marks: [' data-marks="', '"'],
  woven: ['<i style="width:', '%"'],
  left: [' name="sections" value="', '"'],
}
