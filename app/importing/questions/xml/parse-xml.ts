// A piece of XML as a tree, within limits. Nothing that it declares or refers to is resolved.
import { SaxesParser } from 'saxes'
import type { HtmlNode } from '#app/importing/documents/html/parse-html.ts'
import { QuestionFault } from '../question.ts'

/** Names are without their prefix, as files of one format use any. */
export interface XmlNode {
  name: string
  attributes: Record<string, string>
  children: (XmlNode | string)[]
}

const maxDepth = 64
const maxNodes = 20_000

const broken = () => new QuestionFault('syntax', '这道题的 XML 写得不完整（标记没有关上或有不认识的符号），请在原来的系统里重新导出再传。')

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Parses one element with what is in it. Throws QuestionFault if it is not well-formed, declares anything, or is too large. */
export function parseXml(source: string): XmlNode {
  const parser = new SaxesParser({ position: false })
  const root: XmlNode = { name: '', attributes: {}, children: [] }
  const open = [root]
  let nodes = 0
  const add = (piece: XmlNode | string) => void open.at(-1)?.children.push(piece)
  parser.on('error', () => {
    throw broken()
  })
  parser.on('doctype', () => {
    throw new QuestionFault('syntax', '这道题的 XML 里有不该有的声明（DOCTYPE），没有读，请在原来的系统里重新导出再传。')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++nodes > maxNodes || open.length > maxDepth)
      throw new QuestionFault('too-long', '这道题的内容太多或套得太深，读不了，请改简单再传。')
    const own: Record<string, string> = {}
    for (const key in attributes) if (!key.startsWith('xmlns')) own[localName(key)] = (attributes as Record<string, string>)[key] ?? ''
    const node: XmlNode = { name: localName(name), attributes: own, children: [] }
    add(node)
    open.push(node)
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => void open.pop())
  parser.write(source).close()
  const found = root.children.find((one) => typeof one !== 'string')
  if (!found) throw broken()
  return found
}

const elements = (node: XmlNode | undefined): XmlNode[] => (node?.children ?? []).filter((one) => typeof one !== 'string')
export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] => elements(node).filter((one) => one.name === name)
export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined => elements(node).find((one) => one.name === name)

/** All text in a node. */
export const innerText = (node: XmlNode | string | undefined): string =>
  node === undefined ? '' : typeof node === 'string' ? node : node.children.map(innerText).join('')

/** Yields the elements with a name that are anywhere in a node, but not in each other. */
export function* descendants(node: XmlNode | undefined, name: string): Generator<XmlNode> {
  for (const one of elements(node)) {
    if (one.name === name) yield one
    else yield* descendants(one, name)
  }
}

/** The same tree as HTML. `replace` decides about an element: other HTML, nothing (null), or as it is (undefined). */
export function toHtmlNode(node: XmlNode, replace: (one: XmlNode) => HtmlNode | null | undefined = () => undefined): HtmlNode {
  return {
    tag: node.name.toLowerCase(),
    attributes: node.attributes,
    children: node.children.flatMap((one): (HtmlNode | string)[] => {
      if (typeof one === 'string') return [one]
      const other = replace(one)
      return other === null ? [] : [other ?? toHtmlNode(one, replace)]
    }),
  }
}
