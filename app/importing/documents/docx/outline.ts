// Which paragraphs of a Word document are its title, headings and items of lists, with their numbers.
import { findHeadings, isHeadingLike } from '../heading-signs.ts'
import { child, elements, innerText, valueOf, type XmlNode } from '../xml-tree.server.ts'
import type { createNumbering } from './numbering.ts'
import { type Look, readNumberingReference, type Styles } from './styles.ts'

export type Part =
  | { kind: 'title' | 'paragraph' | 'contents' }
  | { kind: 'heading'; level: number; label: string }
  | { kind: 'item'; isOrdered: boolean; level: number; number: number; label: string }

interface Facts {
  node: XmlNode
  text: string
  isBold: boolean
  size: number
  isCentred: boolean
  styleName: string
  /** From the style or the paragraph itself, from 1. */
  styleLevel: number | null
  item: { isBullet: boolean; level: number; number: number; label: string } | null
}

/** Elements that hold paragraphs or runs and are not shown themselves. */
const transparent = new Set([
  'w:ins',
  'w:moveTo',
  'w:customXml',
  'w:smartTag',
  'w:sdtContent',
  'w:hyperlink',
  'w:fldSimple',
  'w:dir',
  'w:bdo',
])

/** Yields the paragraphs of a body in order, those in tables too. */
function* paragraphs(node: XmlNode, inTable: boolean): Generator<{ node: XmlNode; inTable: boolean }> {
  for (const one of elements(node)) {
    if (one.name === 'w:p') yield { node: one, inTable }
    else if (one.name === 'w:tbl' || one.name === 'w:tr' || one.name === 'w:tc') yield* paragraphs(one, true)
    else if (one.name === 'w:sdt') yield* paragraphs(child(one, 'w:sdtContent') ?? one, inTable)
    else if (transparent.has(one.name)) yield* paragraphs(one, inTable)
  }
}

/** Yields the runs of a paragraph that are shown: without what was deleted, and without text boxes. */
function* shownRuns(node: XmlNode): Generator<XmlNode> {
  for (const one of elements(node)) {
    if (one.name === 'w:r') yield one
    else if (one.name === 'w:sdt') yield* shownRuns(child(one, 'w:sdtContent') ?? one)
    else if (transparent.has(one.name)) yield* shownRuns(one)
  }
}

const textOfRun = (run: XmlNode) =>
  elements(run)
    .map((one) => (one.name === 'w:t' ? innerText(one) : one.name === 'w:tab' ? ' ' : ''))
    .join('')

function readFacts(node: XmlNode, styles: Styles, next: ReturnType<typeof createNumbering>['next']): Facts {
  const properties = child(node, 'w:pPr')
  const style = valueOf(properties, 'w:pStyle')
  const runs = [...shownRuns(node)]
    .map((run) => ({ text: textOfRun(run), look: styles.lookOf(style, child(run, 'w:rPr')) }))
    .filter(({ text, look }) => text.trim() !== '' && !look.isHidden)
  const text = runs
    .map((run) => run.text)
    .join('')
    .trim()
  const reference = readNumberingReference(properties, styles.numberingOf(style))
  const place = reference && (text !== '' || child(node, 'w:r')) ? next(reference) : null
  const outline = Number(valueOf(properties, 'w:outlineLvl') ?? styles.outlineOf(style) ?? NaN)
  const styleName = styles.nameOf(style)
  const [, named] = /^(?:heading|标题)([1-9])$/.exec(styleName) ?? []
  return {
    node,
    text,
    isBold: runs.length > 0 && runs.every(({ look }) => look.isBold),
    size: sizeOf(runs),
    isCentred: valueOf(properties, 'w:jc') === 'center',
    styleName,
    styleLevel: text === '' ? null : Number.isInteger(outline) && outline >= 0 && outline <= 8 ? outline + 1 : named ? Number(named) : null,
    item: reference && place ? { ...place, level: reference.level } : null,
  }
}

/** The size of most characters. */
function sizeOf(runs: readonly { text: string; look: Look }[]): number {
  const counts = new Map<number, number>()
  for (const { text, look } of runs) counts.set(look.size, (counts.get(look.size) ?? 0) + text.length)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

const isContentsStyle = (name: string) => /^(?:toc|目录)(?:\d|heading|标题)?$/.test(name)
const isTitleStyle = (name: string) => name === 'title' || name === '标题'

/** Returns what each paragraph of the body is. */
export function readOutline(body: XmlNode, styles: Styles, numbering: ReturnType<typeof createNumbering>): Map<XmlNode, Part> {
  const parts = new Map<XmlNode, Part>()
  const facts: Facts[] = []
  for (const { node, inTable } of paragraphs(body, false)) {
    const fact = readFacts(node, styles, (reference) => numbering.next(reference))
    if (!inTable && !isContentsStyle(fact.styleName)) facts.push(fact)
    parts.set(node, isContentsStyle(fact.styleName) ? { kind: 'contents' } : toItem(fact))
  }
  const labels = new Map(facts.map(({ node, item }) => [node, item?.label ?? '']))
  for (const [node, level] of findLevels(facts)) {
    const label = labels.get(node) ?? ''
    parts.set(node, level === 0 ? { kind: 'title' } : { kind: 'heading', level, label })
  }
  return parts
}

const toItem = ({ item, text }: Facts): Part =>
  item === null || (text === '' && item.isBullet)
    ? { kind: 'paragraph' }
    : { kind: 'item', isOrdered: !item.isBullet, level: item.level, number: item.number, label: item.label }

/** The level of each heading, 0 for the title: by styles if the author used them, otherwise by numbers and type. */
function findLevels(facts: readonly Facts[]): Map<XmlNode, number> {
  const written = facts.filter(({ text }) => text !== '')
  const titled = written.find(({ styleName }) => isTitleStyle(styleName))
  const styled = written.filter((fact) => fact.styleLevel !== null && fact !== titled)
  const levels = new Map<XmlNode, number>(styled.map(({ node, styleLevel }) => [node, styleLevel ?? 1]))
  if (styled.length < 2) {
    const body = sizeOf(written.map(({ text, size }) => ({ text, look: { size, isBold: false, isHidden: false } })))
    const lines = written
      .filter((fact) => fact !== titled)
      .map((fact) => ({ fact, text: (fact.item?.label ?? '') + fact.text, isBold: fact.isBold, scale: body > 0 ? fact.size / body : 1 }))
    for (const [{ fact }, level] of findHeadings(lines))
      if (!levels.has(fact.node)) levels.set(fact.node, level + (styled.length > 0 ? 1 : 0))
  }
  const title = titled ?? findTitle(written, levels)
  if (title) levels.set(title.node, 0)
  return levels
}

/** The first line, if it is set apart from all others: larger than they, or centred. */
function findTitle(written: readonly Facts[], levels: ReadonlyMap<XmlNode, number>): Facts | null {
  const [first, ...others] = written
  if (!first || !isHeadingLike(first.text) || first.item) return null
  const level = levels.get(first.node)
  const isLarger = others.every(({ size }) => size < first.size)
  const isApart =
    isLarger ||
    (first.isCentred && (first.isBold || level !== undefined) && !others.some(({ isCentred, node }) => isCentred && levels.has(node)))
  const isAlone = level === undefined || ![...levels].some(([node, other]) => node !== first.node && other <= level)
  return isApart && isAlone && others.length > 0 ? first : null
}
