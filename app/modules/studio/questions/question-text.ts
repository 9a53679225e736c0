// Questions as teachers have them in Word: numbered, options A B C D, then the answer and why. Read line by line; what is missing is said by
// the number of its question.
import type { BankQuestion } from './question-bank.ts'

type PastedQuestion = Omit<BankQuestion, 'lesson'>

/** What one paste may hold. */
const maxQuestions = 200

const numbered = /^\s*(?:第\s*\d{1,3}\s*题|[（(]?\d{1,3}[）)]?)\s*[.．、:：]?\s*(?=\S)/
const optionMark = /(?:^|\s)[（(]?([A-Ha-h])[）)]?\s*[.．、:：)）]\s*/g
const answerLine = /^\s*[【[]?(?:正确)?答案[】\]]?\s*[:：]?\s*(.+)$/
const reasonLine = /^\s*[【[]?(?:答案)?(?:解析|解释|理由|为什么)[】\]]?\s*[:：]?\s*(.+)$/
const yes = /^(?:对|正确|√|✓|T|是)/i
const no = /^(?:错|错误|不对|×|✗|F|否)/i

interface Draft {
  text: string[]
  options: string[]
  answer: string
  reason: string[]
  /** What the next line belongs to. */
  at: 'text' | 'option' | 'reason'
}

function cutOptions(line: string): string[] {
  const marks = [...line.matchAll(optionMark)]
  if (marks.length === 0 || line.slice(0, marks[0]?.index).trim() !== '') return []
  return marks.map((mark, nth) => line.slice(mark.index + mark[0].length, marks[nth + 1]?.index).trim())
}

function readDrafts(text: string): Draft[] {
  const drafts: Draft[] = []
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === '') continue
    const draft = drafts.at(-1)
    const [answer, reason, options] = [answerLine.exec(line)?.[1], reasonLine.exec(line)?.[1], cutOptions(line)]
    if (draft && reason !== undefined) Object.assign(draft, { at: 'reason', reason: [reason] })
    else if (draft && answer !== undefined) draft.answer = answer.trim()
    else if (draft && options.length > 0) {
      draft.options.push(...options)
      draft.at = 'option'
    } else if (!draft || numbered.test(line)) {
      drafts.push({ text: [line.replace(numbered, '')], options: [], answer: '', reason: [], at: 'text' })
    } else if (draft.at === 'reason') draft.reason.push(line)
    else if (draft.at === 'option') draft.options.push(`${draft.options.pop() ?? ''}${line}`)
    else draft.text.push(line)
  }
  return drafts
}

/** An answer may also stand in brackets at the end of the question, as on printed sheets: （B）. */
const bracketed = /[（(]\s*([A-Ha-h]{1,8}|对|错|√|×|正确|错误)\s*[）)]\s*([。？！?!.]?)\s*$/

function toQuestion({ text: lines, options, answer: given, reason }: Draft): PastedQuestion | string {
  const whole = lines.join('')
  const inText = given === '' ? bracketed.exec(whole) : null
  const text = (
    inText ? whole.slice(0, inText.index) + (inText[2] ?? '') : whole.replace(/[（(]\s*[）)]\s*([。？！?!.]?)\s*$/, '$1')
  ).trim()
  const answer = given || (inText?.[1] ?? '')
  const explanation = reason.join('').trim()
  if (text.length < 4) return '没有题目，或题目太短。'
  if (answer === '') return '没有答案。请加一行，例如“答案：B”，判断题写“答案：对”。'
  if (explanation.length < 4) return '没有解析。请加一行，例如“解析：湿的箱子会破。”。'
  if (options.length === 0) {
    if (!yes.test(answer) && !no.test(answer)) return '没有选项，答案也不是“对”或“错”。选项请写成 A. B. C.，每个一行。'
    return { kind: 'trueFalse', text, options: [], right: [yes.test(answer) && !/^不/.test(answer) ? 0 : 1], explanation }
  }
  const right = [...new Set([...answer.toUpperCase().matchAll(/[A-H]/g)].map(([letter]) => letter.charCodeAt(0) - 65))]
  if (right.length === 0) return '答案里没有选项的字母，例如“答案：B”。'
  if (right.some((at) => at >= options.length)) return `答案 ${answer} 不在选项里。`
  return { kind: right.length > 1 ? 'multiple' : 'single', text, options, right, explanation }
}

/** Reads pasted questions. Either all of them are understood, or it is said of each what is missing. */
export function readPastedQuestions(text: string): { questions: PastedQuestion[]; faults: string[] } {
  const drafts = readDrafts(text)
  if (drafts.length > maxQuestions) return { questions: [], faults: [`一次最多放 ${maxQuestions} 道题。`] }
  const read = drafts.map(toQuestion)
  const faults = read.flatMap((one, nth) => (typeof one === 'string' ? [`第 ${nth + 1} 题：${one}`] : []))
  return { questions: read.filter((one) => typeof one !== 'string'), faults }
}
