// A part of an Office document as a tree, with limits: only elements of known namespaces, by one prefix each.
import { compatibility, type Dialect, walkDocument, walkPart } from '#app/spreadsheet/xml.server.ts'
import type { Parts } from '#app/spreadsheet/zip.server.ts'
import { UnreadableDocument } from './unreadable-document.ts'

export interface XmlNode {
  name: string
  attributes: Record<string, string>
  children: (XmlNode | string)[]
}

const office = 'http://schemas.openxmlformats.org'
const strict = 'http://purl.oclc.org/ooxml'
/** In both versions of the standard. */
const both = (prefix: string, path: string): [string, string][] => [
  [`${office}/${path}`, prefix],
  [`${strict}/${path.replace('/2006/', '/')}`, prefix],
]

const dialect: Dialect = {
  prefixes: new Map([
    ['', ''],
    ...both('w', 'wordprocessingml/2006/main'),
    ...both('r', 'officeDocument/2006/relationships'),
    ...both('wp', 'drawingml/2006/wordprocessingDrawing'),
    ...both('a', 'drawingml/2006/main'),
    ...both('pic', 'drawingml/2006/picture'),
    ...both('c', 'drawingml/2006/chart'),
    ...both('dgm', 'drawingml/2006/diagram'),
    ...both('m', 'officeDocument/2006/math'),
    ...both('p', 'presentationml/2006/main'),
    ...both('', 'spreadsheetml/2006/main'),
    [`${office}/package/2006/relationships`, ''],
    [`${office}/package/2006/content-types`, ''],
    ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
    ['http://schemas.microsoft.com/office/word/2010/wordprocessingGroup', 'wpg'],
    ['http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas', 'wpc'],
    ['urn:schemas-microsoft-com:vml', 'v'],
    ['urn:schemas-microsoft-com:office:office', 'o'],
    [compatibility, 'mc'],
  ]),
  maxDepth: 160,
  hasAlternatives: true,
}

/** Elements whose text is content; all other text is layout of the file. */
const withText = new Set(['w:t', 'w:delText', 'w:instrText', 'a:t', 'm:t'])

/** What reading may cost altogether: nodes of one part, and characters and nodes of all parts. */
const maxNodesOfPart = 600_000
const maxNodes = 3_000_000
const maxCharacters = 3_000_000

export class TreeBudget {
  private nodes = 0
  private characters = 0

  spend(nodes: number, characters: number) {
    this.nodes += nodes
    this.characters += characters
    if (this.nodes > maxNodes || this.characters > maxCharacters) throw new UnreadableDocument('too-much')
  }
}

/** Elements that are left out with all in them: fonts, borders, distances, and what the program notes for itself. */
const idleElements = new Set(
  (
    'w:rFonts w:lang w:proofErr w:bookmarkStart w:bookmarkEnd w:lastRenderedPageBreak w:spacing w:kern w:bCs w:iCs w:szCs w:ind w:tabs w:shd w:tblBorders ' +
    'w:tcBorders w:tblCellMar w:tblGrid w:tblLook w:tcW w:tblW w:sectPr w:latentStyles w:snapToGrid w:widowControl w:autoSpaceDE w:autoSpaceDN ' +
    'a:latin a:ea a:cs a:sym a:solidFill a:gradFill a:ln a:effectLst a:lnSpc a:spcBef a:spcAft a:xfrm a:scene3d a:sp3d a:lstStyle p:style p:extLst'
  ).split(' '),
)
const noAttributes: Record<string, string> = Object.freeze({})

/** Attributes that say when and with which program something was written. */
const isIdle = (name: string) => name.startsWith('w:rsid') || name.startsWith('xmlns')

/** Reads a part. Throws UnreadableDocument or UnreadableFile. */
export async function readTree(parts: Parts, part: string, budget: TreeBudget): Promise<XmlNode> {
  const root: XmlNode = { name: '', attributes: {}, children: [] }
  const open = [root]
  let nodes = 0
  let skipped = 0
  let refusal: UnreadableDocument | null = null
  /** The walk would report what is thrown in it as damage. */
  const spend = (nodesMore: number, characters: number) => {
    nodes += nodesMore
    try {
      if (nodes > maxNodesOfPart) throw new UnreadableDocument('too-much')
      budget.spend(nodesMore, characters)
    } catch (fault) {
      refusal = fault as UnreadableDocument
      throw fault
    }
  }
  const walk = walkDocument(
    parts,
    part,
    {
      open: (name, given) => {
        if (skipped > 0 || idleElements.has(name)) return void skipped++
        spend(1, 0)
        let attributes = noAttributes
        for (const key in given) {
          if (isIdle(key)) continue
          if (attributes === noAttributes) attributes = {}
          attributes[key] = given[key] ?? ''
        }
        const node = { name, attributes, children: [] }
        ;(open.at(-1) ?? root).children.push(node)
        open.push(node)
      },
      text: (text) => {
        if (skipped > 0) return
        const node = open.at(-1) ?? root
        if (!withText.has(node.name)) return
        spend(0, text.length)
        node.children.push(text)
      },
      close: () => void (skipped > 0 ? skipped-- : open.pop()),
    },
    dialect,
  )
  await walk.catch((fault: unknown) => {
    throw refusal ?? fault
  })
  const [first] = root.children
  if (first === undefined || typeof first === 'string') throw new UnreadableDocument('damaged')
  return first
}

/** The name of a part's first element; null if it is of no known namespace. */
export async function findRoot(parts: Parts, part: string): Promise<string | null> {
  const found: string[] = []
  for await (const _ of walkPart(parts, part, { open: (name) => void found.push(name) }, dialect)) if (found.length > 0) break
  return found[0] ?? null
}

export const elements = (node: XmlNode | undefined): XmlNode[] => (node?.children ?? []).filter((one) => typeof one !== 'string')
export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined => elements(node).find((one) => one.name === name)
export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] => elements(node).filter((one) => one.name === name)
/** The attribute `val` of a child, in either prefix. */
export const valueOf = (node: XmlNode | undefined, name: string): string | undefined => {
  const found = child(node, name)
  return found && (found.attributes['w:val'] ?? found.attributes.val)
}

/** Yields a node's descendants with a name, in order, and does not look inside those found. */
export function* descendants(node: XmlNode | undefined, ...names: string[]): Generator<XmlNode> {
  for (const one of elements(node)) {
    if (names.includes(one.name)) yield one
    else yield* descendants(one, ...names)
  }
}
export const descendant = (node: XmlNode | undefined, ...names: string[]): XmlNode | undefined =>
  descendants(node, ...names).next().value ?? undefined

/** All text in a node. */
export const innerText = (node: XmlNode | string): string => (typeof node === 'string' ? node : node.children.map(innerText).join(''))
