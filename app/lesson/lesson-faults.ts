// What keeps a lesson that compiles from being sent to review, beside its text and in the check of its course.
import type { CompiledLesson } from './compile.server.ts'
import { findLessonFiles } from './lesson-files.ts'
import { findPlaceholders } from './placeholders.ts'

export interface LessonFault {
  line: number
  reason: string
}

const lineOf = (source: string, found: string) => source.slice(0, Math.max(0, source.indexOf(found))).split('\n').length

/** `hasFile`: whether the course has a file of that name. */
export function findLessonFaults(
  source: string,
  { html, sections }: Pick<CompiledLesson, 'html' | 'sections'>,
  hasFile: (name: string) => boolean,
): LessonFault[] {
  const missing = findLessonFiles(html).filter(({ name }) => !hasFile(name))
  return [
    ...findPlaceholders(source),
    ...(sections.length === 0 ? [{ line: 1, reason: '课文里没有小节：至少要有一个 ## 标题。' }] : []),
    ...missing.map(({ name, is }) => ({ line: lineOf(source, name), reason: `课文用的${is}“${name}”不在这门课的文件里。` })),
  ]
}
