// What the styles of a Word document say of a paragraph or run, through all the styles they are based on.
import { child, childrenOf, valueOf, type XmlNode } from '../xml-tree.server.ts'

export interface Look {
  isBold: boolean
  /** In half points. */
  size: number
  isHidden: boolean
}

export interface NumberingReference {
  id: string
  level: number
}

export interface Styles {
  /** Lower case, without spaces: heading1, title, 标题1. */
  nameOf(id: string | undefined): string
  /** From 0; null if the style is of body text. */
  outlineOf(id: string | undefined): number | null
  numberingOf(id: string | undefined): NumberingReference | null
  /** The look of a run in a paragraph. */
  lookOf(paragraphStyle: string | undefined, runProperties: XmlNode | undefined): Look
}

/** Whether a switch such as `w:b` is on; undefined if it is not there. */
export function isOn(properties: XmlNode | undefined, name: string): boolean | undefined {
  const found = child(properties, name)
  return found && !['0', 'false', 'off', 'none'].includes(found.attributes['w:val'] ?? '1')
}

/** Styles are based on others; a circle of them is a damaged file, and ends here. */
const maxAncestors = 20
const usualSize = 21

export function readNumberingReference(properties: XmlNode | undefined, inherited: NumberingReference | null): NumberingReference | null {
  const numbering = child(properties, 'w:numPr')
  if (!numbering) return inherited
  const id = valueOf(numbering, 'w:numId') ?? inherited?.id
  if (id === undefined || id === '0') return null
  const level = Number(valueOf(numbering, 'w:ilvl') ?? inherited?.level ?? 0)
  return { id, level: Number.isInteger(level) && level >= 0 && level <= 8 ? level : 0 }
}

export function readStyles(tree: XmlNode | null): Styles {
  const byId = new Map(childrenOf(tree ?? undefined, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const byDefault = childrenOf(tree ?? undefined, 'w:style').find(
    ({ attributes }) => attributes['w:type'] === 'paragraph' && ['1', 'true'].includes(attributes['w:default'] ?? ''),
  )?.attributes['w:styleId']
  const defaults = child(child(child(tree ?? undefined, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr')

  /** A style and those it is based on, the nearest first. */
  function lineOf(id: string | undefined): XmlNode[] {
    const line: XmlNode[] = []
    for (let at = id; at !== undefined && line.length < maxAncestors;) {
      const style = byId.get(at)
      if (!style) break
      line.push(style)
      at = valueOf(style, 'w:basedOn')
    }
    return line
  }
  const ofParagraph = (id: string | undefined) => lineOf(id ?? byDefault)
  const outlineIn = (properties: XmlNode | undefined) => {
    const level = Number(valueOf(properties, 'w:outlineLvl') ?? NaN)
    return Number.isInteger(level) && level >= 0 && level <= 8 ? level : null
  }
  return {
    nameOf: (id) => (valueOf(byId.get(id ?? ''), 'w:name') ?? id ?? '').toLowerCase().replace(/\s+/g, ''),
    outlineOf(id) {
      for (const style of ofParagraph(id)) {
        const level = outlineIn(child(style, 'w:pPr'))
        if (level !== null) return level
      }
      return null
    },
    numberingOf: (id) =>
      ofParagraph(id).reduceRight<NumberingReference | null>(
        (inherited, style) => readNumberingReference(child(style, 'w:pPr'), inherited),
        null,
      ),
    lookOf(paragraphStyle, runProperties) {
      const sources = [
        runProperties,
        ...lineOf(valueOf(runProperties, 'w:rStyle')).map((style) => child(style, 'w:rPr')),
        ...ofParagraph(paragraphStyle).map((style) => child(style, 'w:rPr')),
        defaults,
      ]
      const first = <T>(read: (source: XmlNode | undefined) => T | undefined): T | undefined => {
        for (const source of sources) {
          const value = read(source)
          if (value !== undefined) return value
        }
        return undefined
      }
      const size = Number(first((source) => valueOf(source, 'w:sz')))
      return {
        isBold: first((source) => isOn(source, 'w:b')) ?? false,
        isHidden: isOn(runProperties, 'w:vanish') ?? false,
        size: size > 0 && size < 1000 ? size : usualSize,
      }
    },
  }
}
