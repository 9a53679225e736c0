// Refuses what no person would write before a parser reads it: parsers take minutes for some texts of a few thousand
// characters (deeply nested quotes, thousands of asterisks), and the server has one thread.
import type { Problem } from './safe-lesson.ts'

/** Maximum length of a lesson, in characters; an hour's reading is a third of it. */
export const maxLessonLength = 30_000

const maxLineLength = 1_000
/** Maximum number of Markdown characters in one paragraph, list or table. */
const maxMarks = 300
/** Maximum number of tags and brackets in the whole lesson. */
const maxTags = 500
const maxIndent = 24
const maxQuoteDepth = 4
const maxTagDepth = 6

/** Control characters and characters that change the direction of writing: the text would not read as it is stored. */
export const invisibleCharacter =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFD]/

/** Finds all invisible characters with their positions. Also used for course plans and questions. */
export function findInvisibleCharacters(lines: readonly string[]): Problem[] {
  return lines.flatMap((line, i) => {
    const at = line.search(invisibleCharacter)
    return at === -1
      ? []
      : [
          {
            line: i + 1,
            column: at + 1,
            reason: `这一行里有看不见的字符（U+${line.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}），请删掉重打。`,
          },
        ]
  })
}

/** Finds what is too much for one lesson. A lesson that can be read on a phone has none of it. */
export function findComplexityProblems(lines: readonly string[]): Problem[] {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0)
  if (length > maxLessonLength) return [{ line: 1, column: 1, reason: `课文太长：${length} 字，最多 ${maxLessonLength} 字。请分成两课。` }]
  const problems: Problem[] = []
  let signs = 0
  let tags = 0
  let depth = 0
  for (const [i, line] of lines.entries()) {
    const tell = (reason: string) => void problems.push({ line: i + 1, column: 1, reason })
    if (line.length > maxLineLength) tell(`这一行太长：${line.length} 字，最多 ${maxLineLength} 字。`)
    const [start = ''] = line.match(/^[\s>]*/) ?? []
    if (
      start.replace(/[^>]/g, '').length > maxQuoteDepth ||
      start.length > maxIndent ||
      /^\s*([-*+>]|\d+[.)])(\s*([-*+>]|\d+[.)])){6}/.test(line)
    )
      tell('这里一层套一层，太深了。')
    signs = line.trim() === '' ? 0 : signs + (line.match(/[*_~`|[\]<{]/g)?.length ?? 0)
    if (signs > maxMarks) tell('这一段里的记号（* _ | [ < 之类）太多，请分开写。')
    tags += line.match(/[<[]/g)?.length ?? 0
    depth += (line.match(/<[A-Za-z]/g)?.length ?? 0) - (line.match(/<\/|\/>/g)?.length ?? 0)
    if (depth > maxTagDepth) tell('标签一层套一层，太深了，或者前面有一个没有关上。')
    if (tags > maxTags) tell('整课的标签和方括号太多，请分成两课。')
    if (problems.length > 0) break
  }
  return problems
}
