// Compiles a lesson for its author, in a thread: what it looks like, what is wrong with it, and what readers would stumble over.
import { checkLesson } from '#app/lesson/compile.server.ts'
import { findLessonFaults } from '#app/lesson/lesson-faults.ts'
import { findPlaceholders } from '#app/lesson/placeholders.ts'
import { checkReading, type ReadingCheckOptions } from '#app/lesson/reading-check/reading-check.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import type { Preview } from './preview-document.ts'

/** More are not listed: whoever has mended these sees the next. */
const maxListed = 50

export interface LessonToPreview {
  source: string
  /** For whom it is written, with the names that they know and what the pictures of the version weigh. */
  reading: ReadingCheckOptions
  /** The names of all files of the version. */
  files: readonly string[]
}

export async function previewLesson({ source, reading, files }: LessonToPreview): Promise<Preview> {
  const findings = checkReading(source, reading).slice(0, maxListed)
  try {
    const { lesson, remarks } = await checkLesson(source)
    return {
      title: lesson.frontMatter.title,
      html: lesson.html,
      problems: findLessonFaults(source, lesson, (name) => files.includes(name)).slice(0, maxListed),
      remarks: remarks.slice(0, maxListed),
      findings,
    }
  } catch (fault) {
    if (!(fault instanceof UnsafeLesson)) throw fault
    const problems = [...fault.problems, ...findPlaceholders(source)].sort((one, other) => one.line - other.line)
    return { title: '', html: null, problems: problems.slice(0, maxListed), remarks: [], findings }
  }
}
