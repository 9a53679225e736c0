// Reads an item of QTI 2 or 3 with one choice in it.
import type { HtmlNode } from '#app/importing/documents/html/parse-html.ts'
import { lookUp } from '#app/text/look-up.ts'
import { limits, refuseQuestion } from '../question.ts'
import type { Choice, Draft } from '../settle.ts'
import { nodeToText } from '../text/html-to-text.ts'
import { type FindPicture, PictureBag } from '../text/picture-bag.ts'
import { child, childrenOf, descendants, innerText, parseXml, toHtmlNode, type XmlNode } from '../xml/parse-xml.ts'
import { normaliseNames } from './names.ts'

const otherKinds: Record<string, string> = {
  'associate-interaction': '连线题',
  'match-interaction': '连线题',
  'order-interaction': '排序题',
  'text-entry-interaction': '填空题',
  'extended-text-interaction': '问答题',
  'hotspot-interaction': '图上点选题',
  'graphic-order-interaction': '图上排序题',
  'graphic-associate-interaction': '图上连线题',
  'graphic-gap-match-interaction': '拖图题',
  'select-point-interaction': '图上点选题',
  'position-object-interaction': '图上摆放题',
  'slider-interaction': '拖动数值的题',
  'drawing-interaction': '画图题',
  'upload-interaction': '上传文件的题',
  'media-interaction': '播放题',
  'hottext-interaction': '文中选词题',
  'custom-interaction': '特殊题型',
  'portable-custom-interaction': '特殊题型',
  'end-attempt-interaction': '带提示按钮的题',
}
const embedded = new Set(['inline-choice-interaction', 'gap-match-interaction'])

function* interactionsIn(node: XmlNode): Generator<XmlNode> {
  for (const one of node.children) {
    if (typeof one === 'string') continue
    if (one.name.endsWith('-interaction')) yield one
    else yield* interactionsIn(one)
  }
}

/** The one choice of an item. Refuses by name what asks for something else. */
function findChoice(item: XmlNode, body: XmlNode): XmlNode {
  if (child(item, 'template-declaration') || child(item, 'template-processing') || descendants(body, 'printed-variable').next().value)
    refuseQuestion('calculated-unsupported', '这道题的数字由公式现算，这里没有这种题，请改成数字固定的选择题再传。')
  if (child(item, 'assessment-stimulus-ref') || child(item, 'assessment-item-ref'))
    refuseQuestion('kind-unsupported', '这道题要看另一份材料，这里没有这种题，请把材料写进题目再传。')
  const all = [...interactionsIn(body)]
  const [first] = all
  if (!first) return refuseQuestion('kind-unsupported', '只有文字，没有可选的，不是一道题，请加上选项再传。')
  if (all.some(({ name }) => embedded.has(name)) || (all.length > 1 && all.some(({ name }) => name === 'text-entry-interaction')))
    refuseQuestion('embedded-answers-unsupported', '这道题的答案嵌在文字里，这里没有这种题，请拆成几道选择题再传。')
  if (all.length > 1) refuseQuestion('kind-unsupported', '一道题里有几个小题，这里没有这种题，请拆成几道再传。')
  if (first.name !== 'choice-interaction')
    refuseQuestion(
      'kind-unsupported',
      `这是${lookUp(otherKinds, first.name) ?? '特殊题型'}，这里只有单选、多选和判断题，请改成选择题再传。`,
    )
  return first
}

interface Answer {
  isSeveral: boolean
  weights: ReadonlyMap<string, number>
  isWeighed: boolean
}

/** What a declaration says of right answers: its list of them, or else the marks of each. */
function readAnswer(declaration: XmlNode | undefined): Answer {
  if (!declaration) return refuseQuestion('no-right-answer', '没有写正确答案（缺 responseDeclaration），请补上再传。')
  const isSeveral = declaration.attributes.cardinality !== 'single'
  const listed = childrenOf(child(declaration, 'correct-response'), 'value').map((value) => innerText(value).trim())
  const marks = childrenOf(child(declaration, 'mapping'), 'map-entry').map(
    ({ attributes }) => [attributes['map-key']?.trim() ?? '', Number(attributes['mapped-value'])] as const,
  )
  const best = Math.max(0, ...marks.map(([, mark]) => (Number.isFinite(mark) ? mark : 0)))
  const isWeighed = marks.some(([, mark]) => mark > 0 && mark < best) || (isSeveral && marks.length > 0)
  if (listed.length > 0) return { isSeveral, isWeighed, weights: new Map(listed.map((key) => [key, 100])) }
  const positive = marks.filter(([, mark]) => mark > 0 && (isSeveral || mark === best))
  return { isSeveral, isWeighed, weights: new Map(positive.map(([key]) => [key, 100])) }
}

/** Elements around words that mean nothing here, and those that are read elsewhere. */
const passedOver = new Set([
  'stylesheet',
  'feedback-inline',
  'feedback-block',
  'rubric-block',
  'template-inline',
  'template-block',
  'catalog-info',
])

/** A rubric says who reads it: what candidates read is part of the question. */
const isForCandidates = ({ name, attributes }: XmlNode) =>
  name === 'rubric-block' && (attributes.view ?? '').split(/\s+/).includes('candidate')

const withoutFeedback = (one: XmlNode): HtmlNode | null | undefined =>
  isForCandidates(one) ? toDiv(contentOf(one)) : passedOver.has(one.name) || one.name === 'choice-interaction' ? null : undefined

/** HTML whose container is one of QTI's. */
const toDiv = (node: XmlNode): HtmlNode => ({ ...toHtmlNode(node, withoutFeedback), tag: 'div' })

function findFeedback(node: XmlNode, bag: PictureBag): string {
  return [...descendants(node, 'feedback-inline'), ...descendants(node, 'feedback-block')]
    .map((one) => nodeToText(toDiv(one), bag))
    .filter((text) => text !== '')
    .join('\n')
}

/** The title of an item, as far as it can be found without parsing: for one that is refused. */
export const findTitle = (source: string): string => /\btitle\s*=\s*["']([^"'<]{1,200})["']/.exec(source.slice(0, 3_000))?.[1] ?? ''

/** Reads an item. `tags`: what the manifest of its package says of it. */
export function readItem(source: string, { find, tags, name }: { find: FindPicture; tags: readonly string[]; name: string }): Draft {
  if (source.length > limits.source * 10 && !source.includes('base64,'))
    refuseQuestion('too-long', '这道题的内容太多，读不了，请改短再传。')
  const item = normaliseNames(parseXml(source))
  if (item.name !== 'assessment-item') refuseQuestion('syntax', '这个文件不是 QTI 的题（assessmentItem），请在原来的系统里重新导出再传。')
  const body = child(item, 'item-body')
  if (!body) return refuseQuestion('syntax', '这道题没有内容（缺 itemBody），请在原来的系统里重新导出再传。')
  const interaction = findChoice(item, body)
  const wanted = interaction.attributes['response-identifier'] ?? 'RESPONSE'
  const answer = readAnswer(childrenOf(item, 'response-declaration').find(({ attributes }) => attributes.identifier === wanted))
  const bag = new PictureBag(find)
  const prompt = child(interaction, 'prompt')
  const text = [nodeToText(toDiv(body), bag), prompt ? nodeToText(toDiv(prompt), bag) : ''].filter((part) => part !== '').join('\n')
  const found = childrenOf(interaction, 'simple-choice')
  if (found.some(({ attributes }) => attributes['template-identifier'] !== undefined))
    refuseQuestion('calculated-unsupported', '这道题有的选项按条件才出现，这里没有这种题，请改成选项固定的选择题再传。')
  const keys = found.map(({ attributes }) => attributes.identifier?.trim() ?? '')
  if (new Set(keys).size < keys.length) refuseQuestion('syntax', '有两个选项用了同一个标识（identifier），请改掉一个再传。')
  if ([...answer.weights.keys()].some((key) => !keys.includes(key))) refuseQuestion('no-right-answer', '正确答案不在选项里，请改好再传。')
  const choices = found.map((one, at): Choice => ({
    text: nodeToText(toDiv(one), bag),
    weight: answer.weights.get(keys[at] ?? '') ?? 0,
    feedback: findFeedback(one, bag),
  }))
  const explanation = [
    ...blocksOutside(body, interaction).map((one) => nodeToText(toDiv(one), bag)),
    ...childrenOf(item, 'modal-feedback').map((one) => nodeToText(toDiv(contentOf(one)), bag)),
  ]
  const notes = new Set(bag.notes)
  if (answer.isSeveral && answer.isWeighed) notes.add('这里的多选题要全部选对才得分，原来的部分给分没有带过来。')
  if ([...descendants(body, 'rubric-block')].some((one) => !isForCandidates(one))) notes.add('评分说明没有带过来。')
  return {
    name: item.attributes.title ?? name,
    text,
    choices,
    answers: answer.isSeveral ? 'said' : 'one',
    explanation: explanation.join('\n'),
    tags,
    pictures: bag.pictures,
    notes: [...notes],
  }
}

/** Feedback of the question as a whole. */
function blocksOutside(body: XmlNode, interaction: XmlNode): XmlNode[] {
  const inside = new Set(descendants(interaction, 'feedback-block'))
  return [...descendants(body, 'feedback-block')].filter((one) => !inside.has(one))
}

/** QTI 3 puts what is shown into `content-body`. */
const contentOf = (node: XmlNode): XmlNode => child(node, 'content-body') ?? node
