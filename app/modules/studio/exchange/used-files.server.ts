// Which files of a version a course needs: its arrangement, its questions, the lessons that it lists, and what these show.
import { checkLesson } from '#app/lesson/compile.server.ts'
import { findLessonFiles } from '#app/lesson/lesson-files.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
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

/** Splits the names of a version's files into those that its course uses, and the others. `textOf`: null for media. */
export async function splitUsed(
  names: readonly string[],
  textOf: (name: string) => string | null,
): Promise<{ used: string[]; unused: string[] }> {
  const { lessons } = readArrangement(textOf('course.yaml') ?? '')
  const used = new Set(['course.yaml', 'questions.yaml'])
  for (const lesson of lessons) {
    const source = textOf(`${lesson}.mdx`)
    if (source === null) continue
    used.add(`${lesson}.mdx`)
    for (const name of await findShown(source, names)) used.add(name)
  }
  return { used: names.filter((name) => used.has(name)), unused: names.filter((name) => !used.has(name)) }
}
