// Reads the XML of an Office file's parts: by namespace and nesting, in any encoding, and never more at once than a cell.
import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { toDamage } from './budget.ts'
import { UnreadableFile } from './unreadable.ts'
import type { Parts } from './zip.server.ts'

export type Attributes = Record<string, string>

/** The elements that a reader knows. */
export interface Dialect {
  /** The namespaces that are read, with the prefix that their elements and attributes get, whatever the file calls it; '' for none. */
  prefixes: ReadonlyMap<string, string>
  maxDepth: number
  /** Whether the handlers get `mc:AlternateContent` with all its alternatives; otherwise only what it has for older programs. */
  hasAlternatives?: boolean
}

export interface Handlers {
  /** An element of the dialect, by its name and its parent's. */
  open?: (name: string, attributes: Attributes, parent: string) => void
  text?: (text: string) => void
  close?: (name: string, parent: string) => void
}

/** Both versions of the standard; an element without a namespace is treated as one of them. */
const workbook: Dialect = {
  prefixes: new Map(
    [
      '',
      'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
      'http://purl.oclc.org/ooxml/spreadsheetml/main',
      'http://schemas.openxmlformats.org/package/2006/relationships',
    ].map((namespace) => [namespace, '']),
  ),
  maxDepth: 64,
}
export const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006'

/**
 * Maximum characters without the start or end of an element: longer than the longest cell, too short to fill the
 * memory.
 */
const maxTextLength = 1_000_000

/** Detects the encoding by its byte-order mark, by the zeros beside the first `<`, or by the XML declaration. */
function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0x3c && start[1] === 0) return 'utf-16le'
  if (start[0] === 0 && start[1] === 0x3c) return 'utf-16be'
  const [, declared = 'utf-8'] =
    start.toString('latin1', 0, 200).match(/^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/) ?? []
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared
}

/** Yields a part's text in chunks. Bytes that are invalid in its encoding mean a damaged file. */
export async function* readPartText(parts: Parts, part: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  try {
    for await (const chunk of parts.chunks(part)) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder) yield decoder.decode()
  } catch (fault) {
    throw toDamage(fault)
  }
}

/**
 * Walks texts as one document and yields after each, so that what was read can be passed on. Elements of other
 * namespaces, extensions, and alternatives for newer programs are skipped with their content.
 */
export async function* walkTexts(
  texts: AsyncIterable<string> | Iterable<string>,
  handlers: Handlers,
  { prefixes, maxDepth, hasAlternatives = false }: Dialect = workbook,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false })
  const path: string[] = []
  const namespaces = new Map<string, string>([
    ['', ''],
    ['xml', 'xml'],
  ])
  /** The namespaces that each open element declared, and the values before. */
  const declared: (readonly [string, string | undefined][] | null)[] = []
  /** How many open elements are skipped. */
  let skipped = 0
  /** Characters since the last start or end of an element. */
  let textLength = 0

  const refuse = () => {
    throw new UnreadableFile('damaged')
  }
  /** The name of an element or attribute with the dialect's prefix; null if its namespace is not read. */
  const toKnownName = (name: string, isAttribute: boolean) => {
    const colon = name.indexOf(':')
    if (colon < 0 && isAttribute) return name
    const prefix = prefixes.get(namespaces.get(colon < 0 ? '' : name.slice(0, colon)) ?? 'undeclared')
    if (prefix === undefined) return null
    return prefix === '' ? name.slice(colon + 1) : `${prefix}:${name.slice(colon + 1)}`
  }
  const toKnownAttributes = (attributes: Attributes) => {
    const known: Attributes = {}
    for (const key in attributes) {
      const name = toKnownName(key, true)
      if (name !== null) known[name] = attributes[key]!
    }
    return known
  }
  const declare = (attributes: Attributes) => {
    let before: [string, string | undefined][] | null = null
    for (const key in attributes) {
      if (!key.startsWith('xmlns') || (key.length > 5 && key[5] !== ':')) continue
      const prefix = key.slice(6)
      ;(before ??= []).push([prefix, namespaces.get(prefix)])
      namespaces.set(prefix, attributes[key]!)
    }
    declared.push(before)
  }
  parser.on('error', refuse)
  parser.on('doctype', () => {
    throw new UnreadableFile('entities') // Office files have none; entities are how XML bombs are made
  })
  parser.on('opentag', ({ name, attributes }) => {
    textLength = 0
    if (declared.length >= maxDepth) refuse()
    declare(attributes as Attributes)
    if (skipped > 0) return void skipped++
    const colon = name.indexOf(':')
    const local = colon < 0 ? name : name.slice(colon + 1)
    const isAlternative = !hasAlternatives && namespaces.get(colon < 0 ? '' : name.slice(0, colon)) === compatibility
    if (isAlternative && (local === 'AlternateContent' || local === 'Fallback')) return void path.push('')
    const known = toKnownName(name, false)
    if (known === null || isAlternative || local === 'extLst') return void skipped++
    handlers.open?.(
      known,
      prefixes === workbook.prefixes ? (attributes as Attributes) : toKnownAttributes(attributes as Attributes),
      path.findLast((one) => one !== '') ?? '',
    )
    path.push(known)
  })
  const onText = (text: string) => {
    textLength = 0
    if (skipped === 0) handlers.text?.(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', () => {
    textLength = 0
    for (const [prefix, before] of declared.pop() ?? []) {
      if (before === undefined) namespaces.delete(prefix)
      else namespaces.set(prefix, before)
    }
    if (skipped > 0) return void skipped--
    const local = path.pop()
    if (local) handlers.close?.(local, path.findLast((one) => one !== '') ?? '')
  })
  try {
    for await (const text of texts) {
      textLength += text.length
      parser.write(text)
      if (textLength > maxTextLength) throw new UnreadableFile('too-much-text')
      yield
    }
    parser.close()
  } catch (fault) {
    throw toDamage(fault)
  }
}

export const walkPart = (parts: Parts, part: string, handlers: Handlers, dialect?: Dialect) =>
  walkTexts(readPartText(parts, part), handlers, dialect)

export async function walkDocument(parts: Parts, part: string, handlers: Handlers, dialect?: Dialect) {
  for await (const _ of walkPart(parts, part, handlers, dialect)) continue
}

/** Returns the link of an element: `r:id`, or with another prefix. */
export const findLink = (attributes: Attributes): string | undefined =>
  attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]

/** Excel writes characters that XML cannot contain as _x000D_. */
export const unescapeText = (text: string) =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text
