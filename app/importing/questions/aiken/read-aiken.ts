// Reads Aiken: a line of text, choices by letters, and ANSWER.
import { letterAt } from '#app/text/option-letters.ts'
import { refuseQuestion, type ReadQuestion, type RefusedQuestion } from '../question.ts'
import { type Draft, readOne } from '../settle.ts'
import { UnreadableQuestions } from '../unreadable-questions.ts'

export const choiceLine = /^([A-Z])[).．、）](?:\s+|(?=[^\x00-\x7f]))(.*)$/
export const answerLine = /^(?:ANSWER|答案|正确答案)\s*[:：](.*)$/i
/** Not of the format, but often written. */
export const explanationLine = /^(?:解析|解释)\s*[:：](.+)$/

interface Block {
  line: number
  text: string[]
  choices: { letter: string; text: string }[]
  answer: string | null
  explanation: string
}

/** A choice without a blank behind its letter. Only where this letter is the next one: words begin like that too. */
const closeChoiceLine = /^([A-Z])[).](\S.*)$/

function findChoice(line: string, block: Block | null): { letter: string; text: string } | null {
  const [, letter, text = ''] = choiceLine.exec(line) ?? []
  if (letter !== undefined) return { letter, text }
  const [, close, words = ''] = closeChoiceLine.exec(line) ?? []
  const isNext = block !== null && block.answer === null && close === letterAt(block.choices.length)
  return close !== undefined && isNext ? { letter: close, text: words } : null
}

/** Yields the questions of a file. Each ends with its answer, or where another one begins. */
function* splitAiken(source: string): Generator<Block> {
  let block: Block | null = null
  let isAfterBlank = false
  for (const [at, whole] of source.split(/\r\n?|\n/).entries()) {
    const line = whole.trim()
    if (line === '') {
      isAfterBlank = true
      continue
    }
    const choice = findChoice(line, block)
    const [, answer] = answerLine.exec(line) ?? []
    const [, explanation] = explanationLine.exec(line) ?? []
    if (block && explanation !== undefined && block.answer !== null) block.explanation = explanation
    else {
      const isText = choice === null && answer === undefined
      const begins =
        !block ||
        block.answer !== null ||
        (isText && (block.choices.length > 0 || isAfterBlank)) ||
        (choice?.letter === 'A' && block.choices.length > 0)
      if (begins) {
        if (block) yield block
        block = { line: at + 1, text: [], choices: [], answer: null, explanation: '' }
      }
      if (block && answer !== undefined) block.answer = answer.trim()
      else if (block && choice) block.choices.push(choice)
      else block?.text.push(line)
    }
    isAfterBlank = false
  }
  if (block) yield block
}

function readBlock({ text, choices, answer, explanation }: Block): Draft {
  if (text.length === 0) refuseQuestion('syntax', '选项前面没有题目，请补上一行题目再传。')
  if (choices.length === 0) refuseQuestion('syntax', '题目下面没有选项，请每行写一个，前面写 A. B. C. 再传。')
  const twice = choices.find(({ letter }, at) => choices.findIndex((other) => other.letter === letter) < at)
  if (twice) refuseQuestion('syntax', `有两个选项都是 ${twice.letter}，不知道答案指哪一个，请改掉一个字母再传。`)
  if (answer === null) return refuseQuestion('no-right-answer', '选项下面没有答案，请补上一行 ANSWER: A 这样的答案再传。')
  const letters = [...new Set(answer.normalize('NFKC').toUpperCase().match(/[A-Z]/g) ?? [])]
  const isLetters = /^[A-Z](?:[\s,;、和]*[A-Z])*[.。]?$/.test(answer.normalize('NFKC').toUpperCase())
  if (!isLetters || letters.some((letter) => !choices.some((choice) => choice.letter === letter)))
    refuseQuestion('no-right-answer', `答案“${answer.slice(0, 20)}”不是选项的字母，请改成其中一个再传。`)
  return {
    text: text.join('\n'),
    choices: choices.map(({ letter, text: words }) => ({ text: words, weight: letters.includes(letter) ? 100 : 0 })),
    answers: 'said',
    explanation,
  }
}

/** Reads a file of questions; refuses one that has neither choices nor answers. */
export function* readAiken(source: string): Generator<ReadQuestion | RefusedQuestion> {
  let index = 0
  let isAiken = false
  for (const block of splitAiken(source)) {
    isAiken ||= block.choices.length > 0 || block.answer !== null
    yield readOne({ index: ++index, line: block.line, name: block.text[0] ?? '' }, () => readBlock(block))
  }
  if (!isAiken) throw new UnreadableQuestions('no-questions')
}
