// Finds in a thread which files of a version a course needs: its arrangement, its questions, the lessons that it lists, and what all of these show.
import { checkLesson } from '#app/lesson/compile.server.ts'
import { findLessonFiles } from '#app/lesson/lesson-files.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { listBankFiles } from '#app/modules/courses/bank-files.ts'
import { readArrangement } from '../outline.ts'

/** Whether a name stands in a text as a whole: `a.jpg` is not in `b-a.jpg`. */
const isNamedIn = (text: string, name: string) => new RegExp(`(?<![a-z0-9-])${name.replaceAll('.', '\\.')}(?![a-z0-9-])`).test(text)

/** What a lesson shows. Of one that is half-written and does not compile: all files whose names stand in its text. */
async function findShown(source: string, names: readonly string[]): Promise<string[]> {
  try {
    return findLessonFiles((await checkLesson(source)).lesson.html).map(({ name }) => name)
  } catch (fault) {
    if (!(fault instanceof UnsafeLesson)) throw fault
    return names.filter((name) => isNamedIn(source, name))
  }
}

/** The pictures that a bank names, also one that is half-written. */
const pictureOfQuestion = /\bpicture["']?\s*:\s*["']?([a-z0-9-]+\.(?:svg|jpg|png|webp))\b/g

/** Splits the names of a version's files, by name with their text (null for media), into those that its course uses, and the others. */
export async function splitUsed(texts: ReadonlyMap<string, string | null>): Promise<{ used: string[]; unused: string[] }> {
  const names = [...texts.keys()]
  const { lessons } = readArrangement(texts.get('course.yaml') ?? '')
  const used = new Set(['course.yaml', ...listBankFiles(names)])
  for (const bank of listBankFiles(names)) for (const [, name = ''] of (texts.get(bank) ?? '').matchAll(pictureOfQuestion)) used.add(name)
  for (const lesson of lessons) {
    const source = texts.get(`${lesson}.mdx`)
    if (source == null) continue
    used.add(`${lesson}.mdx`)
    for (const name of await findShown(source, names)) used.add(name)
  }
  return { used: names.filter((name) => used.has(name)), unused: names.filter((name) => !used.has(name)) }
}
