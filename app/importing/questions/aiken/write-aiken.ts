// Writes questions as Aiken, which holds one line of text, lines of choices and one letter.
import type { QuestionToWrite } from '../question.ts'
import { answerLine, choiceLine, explanationLine } from './read-aiken.ts'

/** Why a question cannot be written as Aiken; null if it can. */
export function findAikenObjection({ kind, text, options, pictures }: QuestionToWrite): string | null {
  if (kind === 'multiple') return 'Aiken 没有多选题。'
  if (pictures.length > 0) return 'Aiken 放不下图片。'
  if (text.includes('\n') || options.some((option) => option.text.includes('\n'))) return 'Aiken 的题目和选项都只能是一行。'
  if (choiceLine.test(text) || answerLine.test(text) || explanationLine.test(text)) return 'Aiken 会把这道题的题目当成选项或答案。'
  return null
}

const letterOf = (key: string) => key.toUpperCase()

export const writeAiken = (questions: readonly QuestionToWrite[]): string =>
  questions
    .map(
      ({ text, options, correct }) =>
        `${text}\n${options.map((option) => `${letterOf(option.key)}. ${option.text}\n`).join('')}ANSWER: ${correct.map(letterOf).join(',')}\n`,
    )
    .join('\n')
