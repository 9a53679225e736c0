// QTI 3.0 writes `qti-choice-interaction`, QTI 2 wrote `choiceInteraction`: both are `choice-interaction` here.
import type { XmlNode } from '../xml/parse-xml.ts'

const toKebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const toCamel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

export type QtiVersion = '2.2' | '3.0'

/** A tree with the names of neither version. Elements of HTML keep theirs. */
export function normaliseNames(node: XmlNode): XmlNode {
  const isThree = node.name.startsWith('qti-')
  return {
    name: isThree ? node.name.slice(4) : toKebab(node.name),
    attributes: Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [toKebab(name), value])),
    children: node.children.map((one) => (typeof one === 'string' ? one : normaliseNames(one))),
  }
}

/** How an element and its attributes are called in a version. */
export const elementName = (name: string, version: QtiVersion) => (version === '3.0' ? `qti-${name}` : toCamel(name))
export const attributeName = (name: string, version: QtiVersion) => (version === '3.0' || name.startsWith('xmlns') ? name : toCamel(name))
