// Mends of components: of their tags, their attributes, and where they stand.
import type { FieldForm } from '../component-form.ts'
import { fillIds, readValues, writeValues } from '../component-values.ts'
import { type ComponentNode, parseSource, type SourceNode, toSource } from '../source-tree.ts'
import { freeId, lineAt, type Mend, type MendRule, type Place } from './mend.ts'

/** The component that begins at a position, and what it is in, from the outside. */
function findNode(source: string, at: number): { node: ComponentNode; around: ComponentNode[] } | null {
  const search = (nodes: readonly SourceNode[], around: ComponentNode[]): ReturnType<typeof findNode> => {
    for (const node of nodes) {
      if (node.kind === 'text') continue
      if (node.from === at) return { node, around }
      const found = at > node.from && at < node.to ? search(node.children, [...around, node]) : null
      if (found) return found
    }
    return null
  }
  return search(parseSource(source), [])
}

/** The opening tag that begins at a position, whatever is in it: programs too. */
function openingAt(source: string, at: number): { from: number; to: number; text: string } | null {
  if (source[at] !== '<') return null
  let [quote, depth] = ['', 0]
  for (let to = at + 1; to < source.length && to < at + 2_000; to++) {
    const sign = source.charAt(to)
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '{') depth++
    else if (sign === '}') depth--
    else if (sign === '>' && depth === 0) return { from: at, to: to + 1, text: source.slice(at, to + 1) }
  }
  return null
}

interface Written {
  from: number
  to: number
  value: string
}

/** The attributes of this name in an opening tag, each with the blanks before it. */
function attributesIn({ from, text }: { from: number; text: string }, name: string): Written[] {
  const pattern = new RegExp(`\\s+${name}(?![\\w-])(?:\\s*=\\s*("[^"]*"|'[^']*'|\\{[^{}]*\\}))?`, 'g')
  return [...text.matchAll(pattern)].map(({ 0: all, 1: value = '', index }) => ({
    from: from + index,
    to: from + index + all.length,
    value: value.slice(1, -1),
  }))
}

const changeOpening = ({ source, at }: Place, change: (opening: { from: number; to: number; text: string }) => Mend | null) => {
  const opening = openingAt(source, at)
  return opening && change(opening)
}

/** Takes a tag away and leaves what is in it. */
function unwrap(source: string, at: number, name: string): Mend | null {
  const opening = openingAt(source, at)
  if (!opening) return null
  if (opening.text.endsWith('/>')) return { from: at, to: opening.to, insert: '', label: `去掉 <${name}>` }
  const closing = source.indexOf(`</${name}>`, opening.to)
  if (closing < 0) return null
  return { from: at, to: closing + name.length + 3, insert: source.slice(opening.to, closing).trim(), label: '去掉标签，留下字' }
}

/** Renames both tags of a component. */
function rename(source: string, at: number, name: string, right: string): Mend | null {
  const opening = openingAt(source, at)
  if (!opening) return null
  const closing = opening.text.endsWith('/>') ? -1 : source.indexOf(`</${name}>`, opening.to)
  const to = closing < 0 ? at + 1 + name.length : closing + 2 + name.length
  const between = closing < 0 ? '' : `${source.slice(at + 1 + name.length, closing + 2)}${right}`
  return { from: at + 1, to, insert: right + between, label: `改成 <${right}>` }
}

/** A value as it was perhaps meant: in figures of half width, without a unit; in small letters. Null if no such reading is right. */
function guessValue({ kind, pattern, choices }: FieldForm, value: string): string | null {
  if (pattern === null) return null
  const plain = value.normalize('NFKC').trim()
  const guesses = [
    plain,
    kind === 'number' ? plain.replace(/[^\d.]/g, '') : '',
    kind === 'number' ? String(Math.round(Number.parseFloat(plain))) : '',
    plain.toLowerCase(),
    plain.replace(/^.*[\\/]/, '').toLowerCase(),
    plain
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
    choices.find(({ label }) => label === plain)?.value ?? '',
  ]
  return guesses.find((guess) => guess !== '' && guess !== value && new RegExp(pattern, 'u').test(guess)) ?? null
}

/** Writes the parts of a component anew that have the id of another one. */
function renumber({ source, at, forms }: Place): Mend | null {
  const node = findNode(source, at)?.node
  const values = node && readValues(node, forms)
  if (!node || !values) return null
  const seen = new Set<string>()
  for (const part of values.parts) {
    const id = part.attributes.id ?? ''
    if (seen.has(id)) part.attributes.id = ''
    seen.add(id)
  }
  return { from: node.from, to: node.to, insert: writeValues(node, fillIds(values, forms, source), forms), label: '换一个编号' }
}

export const componentMends: readonly MendRule[] = [
  [
    /id“([^”]+)”用了两次/,
    ({ source, at, found }) => {
      const id = found[1] ?? ''
      const place = source.indexOf(`id="${id}"`, at)
      return place < 0 ? null : { from: place + 4, to: place + 4 + id.length, insert: freeId(source, id, 2), label: '换一个编号' }
    },
  ],
  [/里有两个 <\w+> 的 id 一样/, renumber],
  [
    /^没有 <([^>]*)> 这个课文组件/,
    ({ source, at, found, forms }) => {
      const name = found[1] ?? ''
      const right = Object.keys(forms).find((one) =>
        [name, `${name}s`, name.replace(/s$/, '')].some((same) => same.toLowerCase() === one.toLowerCase()),
      )
      return right ? rename(source, at, name, right) : unwrap(source, at, name)
    },
  ],
  [
    /^<(\w+)> 要单独写一行/,
    ({ source, at }) => {
      const node = findNode(source, at)?.node
      const to = node?.to ?? openingAt(source, at)?.to
      if (to === undefined) return null
      const line = lineAt(source, at)
      const isFirst = source.slice(line.from, at).trim() === ''
      const isLast = source.slice(to, lineAt(source, to).to).trim() === ''
      return { from: at, to, insert: `${isFirst ? '' : '\n\n'}${source.slice(at, to)}${isLast ? '' : '\n\n'}`, label: '放到单独一行' }
    },
  ],
  [
    /^<\w+> 里不能用 \{\.\.\.\}/,
    (place) =>
      changeOpening(place, ({ from, text }) => {
        const spread = /\s*\{[^{}]*\}/.exec(text.replace(/=\s*\{[^{}]*\}/g, (all) => 'x'.repeat(all.length)))
        return spread && { from: from + spread.index, to: from + spread.index + spread[0].length, insert: '', label: '删掉花括号里的' }
      }),
  ],
  [
    /^<\w+> 的 ([\w-]+) 只能写引号里的文字/,
    (place) =>
      changeOpening(place, (opening) => {
        const name = place.found[1] ?? ''
        const [written] = attributesIn(opening, name)
        const value = written && /^\s*(["'`]?)([^"'`{}<>]*)\1\s*$/.exec(written.value)?.[2]
        return written && value !== undefined
          ? { from: written.from, to: written.to, insert: ` ${name}="${value}"`, label: '改成引号' }
          : null
      }),
  ],
  [
    /^<\w+> 没有 ([\w:-]+) 这一项/,
    (place) =>
      changeOpening(place, (opening) => {
        const [written] = attributesIn(opening, place.found[1] ?? '')
        return written ? { from: written.from, to: written.to, insert: '', label: '删掉这一项' } : null
      }),
  ],
  [
    /^<\w+> 的 ([\w-]+) 写了两次/,
    (place) =>
      changeOpening(place, (opening) => {
        const second = attributesIn(opening, place.found[1] ?? '')[1]
        return second ? { from: second.from, to: second.to, insert: '', label: '删掉第二个' } : null
      }),
  ],
  [
    /^<(\w+)> 少了 id。/,
    ({ source, at, found }) => {
      const name = found[1] ?? ''
      const end = at + 1 + name.length
      return { from: end, to: end, insert: ` id="${freeId(source, name.toLowerCase())}"`, label: '编一个号' }
    },
  ],
  [
    /^<(\w+)> 的 ([\w-]+)“([^”]*)”不对：/,
    (place) =>
      changeOpening(place, (opening) => {
        const [, component = '', name = '', value = ''] = place.found
        const field = place.forms[component]?.fields.find((one) => one.name === name)
        const [written] = attributesIn(opening, name)
        if (!field || !written) return null
        if (field.kind === 'tick') return { from: written.from, to: written.to, insert: ` ${name}`, label: '去掉等号后面的' }
        const guess = guessValue(field, value)
        return guess === null ? null : { from: written.from, to: written.to, insert: ` ${name}="${guess}"`, label: `改成“${guess}”` }
      }),
  ],
  [
    /^<\w+> 不能放在别的东西里面/,
    ({ source, at }) => {
      const { node, around } = findNode(source, at) ?? {}
      const outer = around?.[0]
      if (!node || !outer) return null
      const rest = source.slice(outer.from, node.from).trimEnd() + '\n' + source.slice(node.to, outer.to).trimStart()
      return { from: outer.from, to: outer.to, insert: `${rest}\n\n${source.slice(node.from, node.to)}`, label: '移到外面' }
    },
  ],
  [
    /^<\w+> 里面不能写字/,
    ({ source, at }) => {
      const node = findNode(source, at)?.node
      if (!node || node.isEmptyTag) return null
      const empty = source.slice(at, openingAt(source, at)?.to).replace(/\s*>$/, ' />')
      return { from: node.from, to: node.to, insert: `${empty}\n\n${toSource(node.children).trim()}`, label: '把字移到下面' }
    },
  ],
  [
    /^<\w+> 里面是空的/,
    ({ source, at }) => {
      const node = findNode(source, at)?.node
      if (!node) return null
      const line = lineAt(source, node.to)
      const isAlone = source.slice(lineAt(source, at).from, at).trim() === '' && source.slice(node.to, line.to).trim() === ''
      return {
        from: isAlone ? lineAt(source, at).from : at,
        to: isAlone ? Math.min(line.to + 1, source.length) : node.to,
        insert: '',
        label: '删掉这个空的',
      }
    },
  ],
  [
    /^<Steps> 里面要写一个/,
    ({ source, at }) => {
      const node = findNode(source, at)?.node
      const lines =
        node &&
        toSource(node.children)
          .split('\n')
          .map((line) => line.trim().replace(/^(?:[-*+]|\d+[.)、．])\s*/, ''))
      const steps = lines?.filter((line) => line !== '') ?? []
      if (!node || steps.length === 0 || node.children.some(({ kind }) => kind === 'component')) return null
      const opening = source.slice(node.from, openingAt(source, at)?.to)
      const insert = `${opening}\n${steps.map((step, nth) => `${nth + 1}. ${step}`).join('\n')}\n${node.closing}`
      return { from: node.from, to: node.to, insert, label: '一行一步，编上号' }
    },
  ],
]
