// Writes questions as Moodle XML.
import type { QuestionToWrite } from '../question.ts'
import { toTags } from '../settle.ts'
import { pictureMark } from '../text/plain-text.ts'
import { escapeXml, textToHtml } from '../text/text-to-html.ts'

/** Writes a part with a text, in HTML if it shows pictures, which are then inside it. */
function writePart(tag: string, text: string, { pictures }: QuestionToWrite, { attributes = '', inner = '' } = {}): string {
  const shown = new Set([...text.matchAll(pictureMark)].map(([, , name]) => name))
  const files = pictures.filter(({ name }) => shown.has(name))
  const format = files.length > 0 ? 'html' : 'plain_text'
  const content =
    files.length === 0 ? text : textToHtml(text, files, (name, alt) => `<img src="@@PLUGINFILE@@/${name}" alt="${escapeXml(alt)}">`)
  const data = files.map(({ name, bytes }) => `\n      <file name="${name}" path="/" encoding="base64">${bytes.toString('base64')}</file>`)
  return `    <${tag}${attributes} format="${format}">\n      <text>${escapeXml(content)}</text>${data.join('')}${inner}\n    </${tag}>\n`
}

const writeAnswer = (text: string, fraction: number, question: QuestionToWrite) =>
  writePart('answer', text, question, {
    attributes: ` fraction="${fraction}"`,
    inner: '\n      <feedback format="plain_text"><text></text></feedback>',
  })

function writeAnswers(question: QuestionToWrite): string {
  const { kind, options, correct } = question
  if (kind === 'trueFalse') {
    const is = correct.includes('a')
    return writeAnswer('true', is ? 100 : 0, question) + writeAnswer('false', is ? 0 : 100, question)
  }
  const share = Number((100 / correct.length).toFixed(5))
  return [
    `    <single>${kind === 'single'}</single>\n    <shuffleanswers>true</shuffleanswers>\n    <answernumbering>ABCD</answernumbering>\n`,
    ...options.map(({ key, text }) => writeAnswer(text, correct.includes(key) ? share : 0, question)),
  ].join('')
}

function writeQuestion(question: QuestionToWrite): string {
  const { name, kind, text, explanation } = question
  const tags = toTags(question).map((tag) => `      <tag><text>${escapeXml(tag)}</text></tag>\n`)
  return [
    `  <question type="${kind === 'trueFalse' ? 'truefalse' : 'multichoice'}">\n    <name><text>${escapeXml(name)}</text></name>\n`,
    writePart('questiontext', text, question),
    writePart('generalfeedback', explanation, question),
    '    <defaultgrade>1</defaultgrade>\n',
    writeAnswers(question),
    tags.length > 0 ? `    <tags>\n${tags.join('')}    </tags>\n` : '',
    '  </question>\n',
  ].join('')
}

export const writeMoodleXml = (questions: readonly QuestionToWrite[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.map(writeQuestion).join('')}</quiz>\n`
