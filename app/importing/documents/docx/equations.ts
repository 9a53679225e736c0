// Equations as a line of text: a fraction as a/b, a root as √(…), powers as ^.
import { child, elements, innerText, type XmlNode } from '../xml-tree.server.ts'

const grouped = (text: string) => ([...text].length > 1 ? `(${text})` : text)

/** Formats an equation of Office (OMML). */
export function formatEquation(node: XmlNode | undefined): string {
  if (!node) return ''
  const part = (name: string) => formatEquation(child(node, name))
  switch (node.name) {
    case 'm:t':
      return innerText(node)
    case 'm:f':
      return `${grouped(part('m:num'))}/${grouped(part('m:den'))}`
    case 'm:rad':
      return `${part('m:deg')}√${grouped(part('m:e'))}`
    case 'm:sSup':
      return `${part('m:e')}^${grouped(part('m:sup'))}`
    case 'm:sSub':
      return `${part('m:e')}${part('m:sub')}`
    case 'm:sSubSup':
      return `${part('m:e')}${part('m:sub')}^${grouped(part('m:sup'))}`
    case 'm:d':
      return `(${elements(node)
        .filter(({ name }) => name === 'm:e')
        .map(formatEquation)
        .join('，')})`
    default:
      return elements(node).map(formatEquation).join('')
  }
}
