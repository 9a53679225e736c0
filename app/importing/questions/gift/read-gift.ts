// Reads GIFT as Moodle does, question by question.
import { lookUp } from '#app/text/look-up.ts'
import { isRefused, limits, refuseQuestion, type ReadQuestion, type RefusedQuestion } from '../question.ts'
import { type Choice, type Draft, readOne } from '../settle.ts'
import { categoryTag } from '../text/category.ts'
import { toText, type TextFormat } from '../text/html-to-text.ts'
import { type FindPicture, PictureBag } from '../text/picture-bag.ts'
import { quote, shorten } from '../text/plain-text.ts'
import { UnreadableQuestions } from '../unreadable-questions.ts'
import { showEscaped } from './signs.ts'
import { type Block, splitGift } from './split-gift.ts'

const formats: Record<string, TextFormat> = { html: 'html', moodle: 'mixed', plain: 'plain', markdown: 'markdown' }

interface Reading {
  bag: PictureBag
  format: TextFormat
}

/** Separates a text from the format that it begins with. */
function splitFormat(text: string, format: TextFormat): { text: string; format: TextFormat } {
  const [all, name = ''] = /^\s*\[([a-z]{4,8})\]/.exec(text) ?? []
  const named = lookUp(formats, name)
  return all !== undefined && named ? { text: text.slice(all.length), format: named } : { text, format }
}

function readText(given: string, { bag, format }: Reading): string {
  const { text, format: own } = splitFormat(given.trim(), format)
  return toText(showEscaped(text.trim()), own, bag)
}

const weightSign = /^%(-?\d{1,3}(?:\.\d{0,10})?)%/
/** What was meant as one: a number in another spelling. As words it would be a choice that begins with it. */
const brokenWeightSign = /^%[-+]?[\d.,]+(?:e[-+]?\d+)?%/i

function readChoice(piece: string, reading: Reading): Choice {
  const isRight = piece.startsWith('=')
  const bare = (isRight ? piece.slice(1) : piece).trim()
  const [sign = '', weight] = weightSign.exec(bare) ?? []
  if (weight === undefined ? brokenWeightSign.test(bare) : Math.abs(Number(weight)) > 100)
    refuseQuestion('syntax', `有一个选项的分数${quote(brokenWeightSign.exec(bare)?.[0] ?? sign)}看不懂，请写成 %50% 或 %33.333% 这样再传。`)
  const [text = '', ...feedback] = bare.slice(sign.length).split('#')
  const said = feedback.join('#')
  return {
    text: readText(text, reading),
    weight: weight === undefined ? (isRight ? 100 : 0) : Number(weight),
    ...(said.trim() !== '' && { feedback: readText(said, reading) }),
  }
}

function readChoices(answer: string, reading: Reading): Pick<Draft, 'choices' | 'answers'> {
  const [before = '', ...pieces] = answer.replaceAll('=', '~=').split('~')
  // `~=` was written by some: an empty choice before a right one is none.
  const filled = pieces.map((piece) => piece.trim()).filter((piece, at, all) => piece !== '' || !all[at + 1]?.startsWith('='))
  if (before.trim() !== '') refuseQuestion('syntax', '花括号里第一个选项前面少了 ~ 或 =，请补上再传。')
  if (filled.length > 200) refuseQuestion('too-many-options', `选项太多，最多 ${limits.options} 个，请减少再传。`)
  return { choices: filled.map((piece) => readChoice(piece, reading)), answers: answer.includes('=') ? 'one' : 'weighed' }
}

function readTruth(answer: string, reading: Reading): Pick<Draft, 'choices' | 'answers'> | null {
  const [word = '', wrong = '', right = ''] = answer.split('#')
  const [, isTrue] = /^(?:(T|TRUE)|F|FALSE)$/i.exec(word.trim()) ?? [undefined, null]
  if (isTrue === null) return null
  const is = isTrue !== undefined
  const told = (text: string) => (text.trim() === '' ? {} : { feedback: readText(text, reading) })
  return {
    answers: 'one',
    choices: [
      { text: '对', weight: is ? 100 : 0, ...told(is ? right : wrong) },
      { text: '错', weight: is ? 0 : 100, ...told(is ? wrong : right) },
    ],
  }
}

const embedded = () =>
  refuseQuestion(
    'embedded-answers-unsupported',
    '一道题里有几组答案：是完形填空，这里没有这种题，请拆成几道选择题再传；是两道题，请在中间空一行再传。',
  )

/** Refuses by name what asks for something else than a choice. */
function refuseOtherKinds(answer: string) {
  const other = (kind: string) => refuseQuestion('kind-unsupported', `这是${kind}，这里只有单选、多选和判断题，请改成选择题再传。`)
  if (/^\d{0,3}[:\ufdd2][A-Za-z_]{2,20}[:\ufdd2]/.test(answer)) embedded()
  if (answer === '') other('问答题')
  if (answer.startsWith('#')) other('填数字的题')
  if (answer.includes('~')) return
  if (answer.includes('=') && answer.includes('->')) other('连线题')
  if (!/^(?:T|TRUE|F|FALSE)$/i.test((answer.split('#')[0] ?? '').trim())) other('填空题')
}

/** Divides a question into what is before, in and behind its braces. */
function splitAnswer(text: string): { before: string; answer: string; behind: string } {
  const open = text.indexOf('{')
  const close = text.indexOf('}')
  if (open < 0 && close < 0) {
    if (/^[=~]/m.test(text)) refuseQuestion('syntax', '答案没有写在花括号 { } 里，请补上再传。')
    refuseQuestion('kind-unsupported', '只有文字，没有答案，不是一道题；要用请在后面用花括号 { } 写上选项再传。')
  }
  if (open < 0 || close < open)
    refuseQuestion('syntax', open < 0 || close >= 0 ? '多了一个 }，前面没有 {，请改好再传。' : '花括号 { 没有关上，请补上 } 再传。')
  const behind = text.slice(close + 1)
  if (behind.includes('{')) embedded()
  if (behind.includes('}')) refuseQuestion('syntax', '多了一个 }，请改好再传；字里的花括号要写成 \\}。')
  const answer = text.slice(open + 1, close)
  if (answer.includes('{')) refuseQuestion('syntax', '花括号里又有一个 {，请改好再传；字里的花括号要写成 \\{。')
  return { before: text.slice(0, open), answer: answer.trim(), behind }
}

function readTags(comments: string): string[] {
  return [...comments.matchAll(/\[tag:((?:\\\]|[^\]\n]){1,200})\]/g)].map(([, tag = '']) => showEscaped(tag.replaceAll('\\]', ']')))
}

/** Separates the name, as `::name::`. */
function splitName(text: string): { name: string; rest: string } {
  if (!text.startsWith('::')) return { name: '', rest: text }
  const end = text.indexOf('::', 2)
  if (end < 0) return refuseQuestion('syntax', '题名后面少了两个冒号 ::，请补上再传。')
  return { name: showEscaped(text.slice(2, end)), rest: text.slice(end + 2).trim() }
}

function readBlock({ text, comments }: Block, category: readonly string[], find: FindPicture): Draft {
  if (text.length > limits.source && !text.includes('base64,')) refuseQuestion('too-long', '这道题的字太多，读不了，请改短再传。')
  const { name, rest } = splitName(text)
  const { before, answer, behind } = splitAnswer(rest)
  const bag = new PictureBag(find)
  const question = splitFormat(behind.trim() === '' ? before : `${before}_____${behind}`, 'mixed')
  const reading = { bag, format: question.format }
  const split = answer.lastIndexOf('####')
  const given = (split < 0 ? answer : answer.slice(0, split)).trim()
  refuseOtherKinds(given)
  const draft = {
    name,
    // In the order in which pictures are numbered.
    text: readText(question.text, reading),
    ...(readTruth(given, reading) ?? readChoices(given, reading)),
  }
  const explanation = split < 0 ? '' : readText(answer.slice(split + 4), reading)
  return { ...draft, explanation, tags: [...readTags(comments), ...category], pictures: bag.pictures, notes: [...bag.notes] }
}

/** What no other text has: a name, or an answer in braces that begins with its sign. */
const isOfGift = ({ text }: Block) =>
  /^::[^\n]*::|\{\s*(?:[=~#%]|\}\s*$|(?:T|TRUE|F|FALSE)\s*[#}]|\d{0,3}[:\ufdd2][A-Za-z_]{2,20}[:\ufdd2])/i.test(text)
/** A word in braces is an answer, too, but programs and notes about them have such. */
const mayBeOfGift = ({ text }: Block) => /^[^{}]{2,2000}\{[^{}\n;:()=]{1,60}\}[^{}]{0,200}$/.test(text)

/** Reads a file of questions; refuses one in which nothing is GIFT. `find`: the bytes of pictures that lie beside it. */
export function* readGift(source: string, find: FindPicture): Generator<ReadQuestion | RefusedQuestion> {
  let index = 0
  let category: string[] = []
  let isGift = false
  let uncertain = 0
  for (const block of splitGift(source)) {
    if (block.text.startsWith('$CATEGORY:')) {
      category = categoryTag(showEscaped(block.text.slice(10)))
      isGift = true
      continue
    }
    const [start = ''] = block.text
      .slice(0, 1_000)
      .replace(/^::|\[[a-z]{4,8}\]|<[^<>]{0,300}>/g, '')
      .trim()
      .split(/::|[{\n]/, 1)
    const name = shorten(showEscaped(start), limits.name)
    const one = readOne({ index: ++index, line: block.line, name }, () => readBlock(block, category, find))
    isGift ||= !isRefused(one) || isOfGift(block)
    if (!isGift && mayBeOfGift(block)) uncertain++
    yield one
  }
  if (!isGift && uncertain * 2 < index) throw new UnreadableQuestions('no-questions')
}
