// Writes questions as GIFT that Moodle reads.
import type { QuestionToWrite } from '../question.ts'
import { toTags } from '../settle.ts'
import { escapeXml, textToHtml } from '../text/text-to-html.ts'
import { escapeSigns } from './signs.ts'

/** Writes a text of the question, in its format. */
function createWriter({ pictures }: QuestionToWrite): (text: string) => string {
  // A text that begins with these would be taken for a format or a weight.
  if (pictures.length === 0) return (text) => (/^[[%]/.test(text) ? '[plain]' : '') + escapeSigns(text)
  const sources = new Map(pictures.map(({ name, bytes }) => [name, toDataAddress(name, bytes)]))
  return (text) => escapeSigns(textToHtml(text, pictures, (name, alt) => `<img src="${sources.get(name) ?? ''}" alt="${escapeXml(alt)}">`))
}

const mediaTypes: Record<string, string> = { jpg: 'image/jpeg', svg: 'image/svg+xml' }
const toDataAddress = (name: string, bytes: Buffer) => {
  const ending = name.split('.').at(-1) ?? ''
  return `data:${mediaTypes[ending] ?? `image/${ending}`};base64,${bytes.toString('base64')}`
}

const writeTag = (tag: string) => `[tag:${tag.replaceAll('\\', '\\\\').replaceAll(']', '\\]')}]`

function writeQuestion(question: QuestionToWrite): string {
  const { name, kind, text, options, correct, explanation, pictures } = question
  const write = createWriter(question)
  const feedback = explanation === '' ? '' : `####${write(explanation)}`
  const tags = toTags(question)
  const head = `${tags.length > 0 ? `// ${tags.map(writeTag).join(' ')}\n` : ''}::${escapeSigns(name)}::[${pictures.length > 0 ? 'html' : 'plain'}]`
  if (kind === 'trueFalse') return `${head}${write(text)}{${correct.includes('a') ? 'TRUE' : 'FALSE'}${feedback}}\n`
  const share = `%${Number((100 / correct.length).toFixed(5))}%`
  const sign = (key: string) => (!correct.includes(key) ? '~' : kind === 'single' ? '=' : `~${share}`)
  const choices = options.map((option) => `  ${sign(option.key)}${write(option.text)}\n`)
  return `${head}${write(text)}{\n${choices.join('')}${feedback === '' ? '' : `  ${feedback}\n`}}\n`
}

export const writeGift = (questions: readonly QuestionToWrite[]): string => questions.map(writeQuestion).join('\n')
