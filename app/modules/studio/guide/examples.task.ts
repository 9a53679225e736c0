// Compiles the examples of all components as lessons are compiled, in a thread.
import { compileLesson } from '#app/lesson/compile.server.ts'
import { placeFiles } from '#app/lesson/lesson-files.ts'
import { exampleFiles } from './example-files.ts'
import { blockExamples, componentExamples } from './examples.ts'

/** A lesson that has nothing but an example. */
export const lessonOfExample = (source: string) =>
  `---\ntitle: 例子\nsummary: 一个例子。\nminutes: 1\nobjectives:\n  - 认得这个样子\n---\n\n${source}\n`

const withoutObjectives = (html: string) => html.replace(/^<div class="objectives">.*?<\/div>/s, '')

/** Returns the HTML of each example, by its name. */
export async function compileExamples(): Promise<Record<string, string>> {
  const looks: Record<string, string> = {}
  for (const [name, { source }] of Object.entries({ ...blockExamples, ...componentExamples })) {
    const { html } = await compileLesson(lessonOfExample(source))
    looks[name] = placeFiles(withoutObjectives(html), exampleFiles)
  }
  return looks
}
