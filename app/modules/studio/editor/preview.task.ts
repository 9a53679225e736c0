// Compiles a lesson for its author, in a thread: what it looks like, what is wrong with it, and what readers would stumble over.
import { checkLesson } from '#app/lesson/compile.server.ts'
import { checkReading } from '#app/lesson/reading-check/reading-check.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import type { Preview } from './preview-document.ts'

/** More are not listed: whoever has mended these sees the next. */
const maxListed = 50

export async function previewLesson({ name, source }: { name: string; source: string }): Promise<Preview> {
  const findings = checkReading(source, { file: name }).slice(0, maxListed)
  try {
    const { lesson, remarks } = await checkLesson(source)
    return { title: lesson.frontMatter.title, html: lesson.html, problems: [], remarks: remarks.slice(0, maxListed), findings }
  } catch (fault) {
    if (!(fault instanceof UnsafeLesson)) throw fault
    return { title: '', html: null, problems: fault.problems.slice(0, maxListed), remarks: [], findings }
  }
}
