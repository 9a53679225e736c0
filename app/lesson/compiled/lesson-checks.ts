// The inline checks of a compiled lesson, as instructors read what was chosen in them.
import type { CompiledLesson } from '../compile.server.ts'
import { toText } from './html-text.ts'

interface LessonCheck {
  id: string
  /** The section in which it stands; null if it comes before the first one. */
  section: string | null
  question: string
  options: { text: string; isRight: boolean }[]
}

/** Lists the checks in the order of the lesson. The options are numbered as the phone numbers them: from 0. */
export function listChecks({ html }: Pick<CompiledLesson, 'html'>): LessonCheck[] {
  const checks: LessonCheck[] = []
  let section: string | null = null
  for (const [, begun, id, inside = ''] of html.matchAll(
    /<section data-section="(s\d+)">|<lesson-check data-check="([^"]+)">(.*?)<\/lesson-check>/gs,
  )) {
    if (begun) section = begun
    if (!id) continue
    const question = /<p class="check-question"><strong>[^<]*<\/strong>(.*?)<\/p>/s.exec(inside)?.[1] ?? ''
    const options = [...inside.matchAll(/<details class="option( right)?"><summary>(.*?)<\/summary>/gs)]
    checks.push({
      id,
      section,
      question: toText(question).trim(),
      options: options.map(([, right, text = '']) => ({ text: toText(text), isRight: right !== undefined })),
    })
  }
  return checks
}
