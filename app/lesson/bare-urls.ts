// Bare URLs in Chinese text. GFM looks for them twice, in the text and again on the tree, by rules for texts with
// spaces between words: on the tree a URL without http swallows the full-width punctuation and the words behind it, and
// one that follows a Chinese character is not recognised. Here they are found again, by one rule.
import type { Root } from 'mdast'
import { isAllowedUrl } from './safe-lesson.ts'

interface Place {
  line: number
  column: number
  offset?: number
}

interface Node {
  type: string
  value?: string
  url?: string
  title?: null
  children?: Node[]
  position?: { start: Place; end: Place }
}

/** A URL ends where ASCII ends. */
const address = /(?<![\w@./-])(?:https?:\/\/|www\.)[!-;=?-~]+|(?<![\w+\-./]|xmpp:)(?:mailto:)?[\w+\-.]+@[\w-]+(?:\.[\w-]+)+/gi

/**
 * Links that GFM made on the tree have no position in the source; those it made of `www.` in the text start with the
 * same text in the source.
 */
const isGfmAutolink = ({ type, url = '', position }: Node, source: string) =>
  type === 'link' && (position ? /^www\./i.test(source.slice(position.start.offset).slice(0, 4)) : /^(https?|mailto):/i.test(url))

/** Finds bare URLs again in all texts of the tree outside links, and makes those without http lead to https. */
export function fixBareUrls(tree: Root, source: string) {
  fixBareUrlsIn(tree as unknown as Node, source)
}

function fixBareUrlsIn(parent: Node, source: string) {
  if (!parent.children || parent.type === 'link' || parent.type === 'linkReference') return
  const children: Node[] = []
  for (const child of parent.children) {
    const text = isGfmAutolink(child, source) ? { type: 'text', value: textOf(child) } : child
    const before = children.at(-1)
    if (text.type === 'text' && before?.type === 'text')
      children[children.length - 1] = { type: 'text', value: (before.value ?? '') + (text.value ?? '') }
    else children.push(text)
  }
  const from = parent.position?.start.offset ?? 0
  parent.children = children.flatMap((child) => (child.type === 'text' ? linked(child, source, from) : child))
  for (const child of parent.children) fixBareUrlsIn(child, source)
}

const textOf = ({ value = '', children = [] }: Node): string => value + children.map(textOf).join('')

/** Splits a text into texts and links; `from` is the position in the source at which to look for them. */
function linked(text: Node, source: string, from: number): Node[] {
  const pieces: Node[] = []
  const { value = '' } = text
  let done = 0
  for (const { 0: found, index } of value.matchAll(address)) {
    const said = trimTrailingMarks(found)
    const url = /^(https?|mailto):/i.test(said) ? said : `${/^www\./i.test(said) ? 'https://' : 'mailto:'}${said}`
    // A URL with http becomes a link too, so that it is refused like any other.
    if (!isAddress(said) || (!/^http:/i.test(url) && !isAllowedUrl(url))) continue
    if (index > done) pieces.push({ type: 'text', value: value.slice(done, index) })
    const start = placeOf(source, source.indexOf(said, from))
    pieces.push({ type: 'link', title: null, url, children: [{ type: 'text', value: said }], position: { start, end: start } })
    done = index + said.length
  }
  if (done === 0) return [text]
  if (done < value.length) pieces.push({ type: 'text', value: value.slice(done) })
  return pieces
}

/** Removes punctuation at the end of a sentence, and a closing bracket whose opening one is before the URL. */
function trimTrailingMarks(found: string): string {
  let end = found.length
  for (; end > 0; end--) {
    const sign = found.charAt(end - 1)
    if (sign === ')') {
      const before = found.slice(0, end)
      if (before.split('(').length >= before.split(')').length) break
    } else if (!/[!"&',.:;?\]}*_~]/.test(sign)) break
  }
  return found.slice(0, end)
}

/** Whether GFM accepts it: the last two parts of the host name contain a letter or a digit, and no underscore. */
function isAddress(said: string) {
  if (!/^(https?:\/\/|www\.)/i.test(said)) return said.includes('@') && !/[\d_-]$/.test(said)
  const [host = ''] = said.replace(/^https?:\/\//i, '').match(/^[\w.-]*/) ?? []
  const parts = host.split('.')
  return parts.length > 1 && parts.slice(-2).every((part) => /[a-z\d]/i.test(part) && !part.includes('_'))
}

function placeOf(source: string, offset: number): Place {
  const above = source.slice(0, Math.max(offset, 0)).split('\n')
  return { line: above.length, column: (above.at(-1) ?? '').length + 1, offset: Math.max(offset, 0) }
}
