// Reads what Moodle exports as XML, question by question.
import { lookUp } from '#app/text/look-up.ts'
import { QuestionFault, refuseQuestion, type ReadQuestion, type RefusedQuestion } from '../question.ts'
import { type Choice, type Draft, parseTruth, readOne } from '../settle.ts'
import { categoryTag } from '../text/category.ts'
import { type TextFormat, toText } from '../text/html-to-text.ts'
import { decodeBase64, decodePath, type FindPicture, PictureBag } from '../text/picture-bag.ts'
import { normaliseLine } from '../text/plain-text.ts'
import { child, childrenOf, innerText, parseXml, type XmlNode } from '../xml/parse-xml.ts'
import { type Piece, splitMoodleXml } from './split-moodle-xml.ts'

const otherKinds: Record<string, string> = {
  shortanswer: '填空题',
  numerical: '填数字的题',
  essay: '问答题',
  matching: '连线题',
  match: '连线题',
  randomsamatch: '连线题',
  ordering: '排序题',
  description: '说明文字，不是题',
  random: '随机抽题',
  ddwtos: '拖字填空题',
  gapselect: '选词填空题',
  ddimageortext: '拖图题',
  ddmarker: '图上标点题',
  ddmatch: '拖动连线题',
  kprime: '逐项判断题',
  mtf: '逐项判断题',
  coderunner: '编程题',
  stack: '数学计算题',
  recordrtc: '录音题',
}

function refuseOtherKind(kind: string): never {
  if (/^calculated/.test(kind))
    refuseQuestion('calculated-unsupported', '这是计算题，数字由公式现算，这里没有这种题，请改成数字固定的选择题再传。')
  if (kind === 'cloze' || kind === 'multianswer')
    refuseQuestion('embedded-answers-unsupported', '这是完形填空题，答案嵌在文字里，这里没有这种题，请拆成几道选择题再传。')
  return refuseQuestion(
    'kind-unsupported',
    `这是${lookUp(otherKinds, kind) ?? `“${normaliseLine(kind).slice(0, 40)}”类的题`}，这里只有单选、多选和判断题，请改成选择题再传。`,
  )
}

const formats: Record<string, TextFormat> = { html: 'html', moodle_auto_format: 'mixed', plain_text: 'plain', markdown: 'markdown' }

/** Finds a picture among the files of a question's part, by its path. */
function findAmong(files: readonly XmlNode[], beside: FindPicture): FindPicture {
  return (reference) => {
    const [, path] = /^@@PLUGINFILE@@\/(.*)$/s.exec(reference) ?? []
    if (path === undefined) return beside(reference)
    const wanted = decodePath(path.replace(/[?#].*$/, ''))
    const file = files.find(({ attributes }) => `${attributes.path ?? '/'}${attributes.name ?? ''}`.replace(/^\/+/, '') === wanted)
    return file ? decodeBase64(innerText(file)) : beside(reference)
  }
}

/** The text of a part. Its files lie beside it; a bag of all parts names the pictures. */
function createTextReader(bag: PictureBag, setFiles: (files: XmlNode[]) => void) {
  return (part: XmlNode | undefined): string => {
    if (!part) return ''
    const [text] = childrenOf(part, 'text')
    setFiles([...childrenOf(part, 'file'), ...childrenOf(text, 'file')])
    const source = text ? innerText(text) : part.children.filter((one) => typeof one === 'string').join('')
    return toText(source.trim(), lookUp(formats, part.attributes.format ?? 'html') ?? 'mixed', bag)
  }
}

const isTrue = (node: XmlNode | undefined, byDefault: boolean) => {
  const said = innerText(node).trim().toLowerCase()
  return said === '' ? byDefault : said === '1' || said === 'true'
}

const isUsual =
  /^(?:your answer is (?:partially )?(?:in)?correct\.?|(?:您|你)的(?:回答|答案)(?:部分)?(?:正确|不正确|错误)。?|that's not right\.?|well done!?|respuesta (?:in|parcialmente )?correcta\.?|(?:sua resposta está|votre réponse est).{0,30})$/i

/** What of a question is not brought in. */
function findNotes(question: XmlNode, read: (part: XmlNode) => string): string[] {
  const notes: string[] = []
  const feedback = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'].flatMap((name) => childrenOf(question, name))
  const said = feedback.map(read).filter((text) => text !== '')
  if (said.some((text) => !isUsual.test(text))) notes.push('答对、答错时统一的反馈没有带过来。')
  if (childrenOf(question, 'hint').some((part) => read(part) !== '')) notes.push('提示没有带过来。')
  if (isTrue(child(question, 'hidden'), false)) notes.push('这道题在 Moodle 里是隐藏的（不再用），请看还要不要。')
  return notes
}

function readAnswer(answer: XmlNode, read: (part: XmlNode | undefined) => string): Choice {
  const weight = Number(answer.attributes.fraction ?? '')
  if (!Number.isFinite(weight)) refuseQuestion('syntax', '有一个选项的分数（fraction）不是数，请改好再传。')
  return { text: read(answer), weight, feedback: read(child(answer, 'feedback')) }
}

function readTruth(choices: readonly Choice[]): Choice[] {
  return choices.map((choice) => {
    const truth = parseTruth(choice.text)
    if (truth === null) refuseQuestion('syntax', '判断题的答案不是对和错（true、false），请改好再传。')
    return { ...choice, text: truth ? '对' : '错' }
  })
}

function readQuestion(question: XmlNode, category: readonly string[], beside: FindPicture): Draft {
  const name = innerText(child(question, 'name')).trim()
  const kind = question.attributes.type?.trim().toLowerCase() ?? ''
  if (!['multichoice', 'multichoiceset', 'truefalse'].includes(kind)) refuseOtherKind(kind)
  let files: XmlNode[] = []
  const bag = new PictureBag((reference) => findAmong(files, beside)(reference))
  const read = createTextReader(bag, (found) => {
    files = found
  })
  const text = read(child(question, 'questiontext'))
  const choices = childrenOf(question, 'answer').map((answer) => readAnswer(answer, read))
  const explanation = read(child(question, 'generalfeedback'))
  const tags = childrenOf(child(question, 'tags'), 'tag').map((tag) => innerText(child(tag, 'text') ?? tag))
  const notes = findNotes(question, read)
  const draft = { name, text, explanation, tags: [...tags, ...category], pictures: bag.pictures, notes: [...notes, ...bag.notes] }
  if (kind === 'truefalse') return { ...draft, choices: readTruth(choices), answers: 'one' }
  if (kind === 'multichoiceset') return { ...draft, choices, answers: 'said' }
  return { ...draft, choices, answers: isTrue(child(question, 'single'), true) ? 'one' : 'several' }
}

const findType = (source: string) =>
  /^<(?:[\w-]+:)?question\s[^>]*?type\s*=\s*["']([^"']{0,60})["']/.exec(source.slice(0, 1_000))?.[1]?.trim().toLowerCase()

/** How the name is found in a question that cannot be parsed. */
const findName = (source: string) =>
  normaliseLine(
    (/<(?:[\w-]+:)?name>\s*(?:<(?:[\w-]+:)?text>)?\s*(?:<!\[CDATA\[)?([^<\]]{0,200})/.exec(source.slice(0, 5_000))?.[1] ?? '')
      .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'), // prettier-ignore
  )

/** Characters of a question with its pictures, which are base64. */
const maxSource = 30_000_000

const assertReadable = ({ source, isWhole }: Piece) => {
  if (!isWhole) refuseQuestion('syntax', '这道题没有写完，少了 </question>，请在原来的系统里重新导出再传。')
  if (source.length > maxSource) refuseQuestion('too-long', '这道题的内容太多，读不了，请减少图片再传。')
}

/** Reads a file of questions. `beside`: the bytes of pictures that lie beside it. */
export function* readMoodleXml(source: string, beside: FindPicture): Generator<ReadQuestion | RefusedQuestion> {
  let index = 0
  let category: string[] = []
  for (const piece of splitMoodleXml(source)) {
    if (findType(piece.source) === 'category') {
      category = categoryTag(findCategory(piece.source))
      continue
    }
    yield readOne({ index: ++index, line: piece.line, name: findName(piece.source) }, () => {
      assertReadable(piece)
      return readQuestion(parseXml(piece.source), category, beside)
    })
  }
}

function findCategory(source: string): string {
  try {
    return innerText(child(child(parseXml(source), 'category'), 'text'))
  } catch (thrown) {
    if (thrown instanceof QuestionFault) return ''
    throw thrown
  }
}
