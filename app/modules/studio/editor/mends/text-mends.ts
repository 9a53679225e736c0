// Mends of what is written as text: headings, lists, links, emphasis, signs.
import { placeholders } from '#app/lesson/placeholders.ts'
import { findTextBegin } from '../source-tree.ts'
import { findOnLine, freeId, lineAt, type MendRule, wholeLineAt } from './mend.ts'

/** The first sign from a position on its line that begins code where words were meant. */
function findOpenSign(source: string, at: number): number {
  const { from, text } = lineAt(source, at)
  const found = /(?<!\\)[{}]|(?<!\\)<(?!\/?[A-Z])/.exec(text)
  return found ? from + found.index : -1
}

/** A picture of the web cannot be shown; one of the course can, if it is called as its files are. */
const pictureName = /^[a-z0-9-]+\.(svg|jpg|png|webp)$/

/** The list of boxes that a line is in: the lines above and below it that are like it. */
function boxesAround(source: string, at: number) {
  const box = /^[-*+] +\[[ xX]\] +(.*)$/
  let { from, to } = lineAt(source, at)
  if (!box.test(source.slice(from, to))) return null
  while (from > 0 && box.test(lineAt(source, from - 1).text)) from = lineAt(source, from - 1).from
  while (to < source.length && box.test(lineAt(source, to + 1).text)) to = lineAt(source, to + 1).to
  const items = source
    .slice(from, to)
    .split('\n')
    .map((line) => box.exec(line)?.[1] ?? '')
  return { from, to, items }
}

const wordsOfHost = (address: string) => /^[a-z]+:\/\/([^/\s]+)/i.exec(address)?.[1] ?? address

export const textMends: readonly MendRule[] = [
  [
    /尖括号|花括号/,
    ({ source, at }) => {
      const sign = findOpenSign(source, at)
      return sign < 0 ? null : { from: sign, to: sign, insert: '\\', label: `把 ${source[sign]} 当普通字` }
    },
  ],
  [
    /课文里的标题从 ## 开始/,
    ({ source, at }) => {
      const { from, text } = lineAt(source, at)
      return /^#[ \t]/.test(text) ? { from, to: from, insert: '#', label: '改成小节' } : null
    },
  ],
  [
    /## 标题不能放在别的东西里面/,
    ({ source, at }) => {
      const sign = findOnLine(source, at, /##(?= )/)
      return sign && { from: sign.from, to: sign.from, insert: '#', label: '改成小标题' }
    },
  ],
  [/标题是空的/, ({ source, at }) => ({ ...wholeLineAt(source, at), insert: '', label: '删掉空标题' })],
  [
    /没有小节：/,
    ({ source }) => {
      const at = findTextBegin(source)
      return { from: at, to: at, insert: '## 第一节\n\n', label: '加一个小节标题' }
    },
  ],
  [
    /看不见的字符（U\+([0-9A-F]{4})）/,
    ({ source, at, found }) =>
      source.charCodeAt(at) === Number.parseInt(found[1] ?? '', 16) ? { from: at, to: at + 1, insert: '', label: '删掉它' } : null,
  ],
  [
    /注释/,
    ({ source, at }) => {
      const end = source.indexOf('-->', at)
      const from = source.lastIndexOf('<!--', at + 4)
      return end < 0 || from < 0 ? null : { from, to: end + 3, insert: '', label: '删掉注释' }
    },
  ],
  [
    /^这一行太长/,
    ({ source, at }) => {
      const { from, text } = lineAt(source, at)
      const middle = text.lastIndexOf('。', text.length / 2)
      if (middle < 0 || /^\s*[-*+|<>\d]/.test(text) || from < findTextBegin(source)) return null
      return { from: from + middle + 1, to: from + middle + 1, insert: '\n\n', label: '在句号后面分成两段' }
    },
  ],
  [
    /^这里一层套一层/,
    ({ source, at }) => {
      const { from, text } = lineAt(source, at)
      const signs = /^[\s>]*(?:(?:[-*+>]|\d+[.)])\s*)*/.exec(text)?.[0] ?? ''
      return signs === '' ? null : { from, to: from + signs.length, insert: '', label: '放到最外面一层' }
    },
  ],
  [/import 或 export/, ({ source, at }) => ({ ...wholeLineAt(source, at), insert: '', label: '删掉这一行' })],
  [
    /^这个地址不能用：(.*)$/s,
    ({ source, at, found }) => {
      const address = found[1] ?? ''
      const place = source.indexOf(address, at)
      if (place >= 0 && /^http:\/\/[\w.-]+(?:[:/?#][^@]*)?$/i.test(address)) {
        const from = source.lastIndexOf('http:', place + 5)
        return from < at ? null : { from: from + 4, to: from + 4, insert: 's', label: '改成 https' }
      }
      const link = /^\[((?:[^\][\\]|\\.)+)\]\([^()\n]*\)/.exec(source.slice(at))
      return link && { from: at, to: at + link[0].length, insert: link[1] ?? '', label: '去掉链接，留下字' }
    },
  ],
  [
    /链接要有字/,
    ({ source, at }) => {
      const link = /^\[\s*\]\(([^()\n]*)\)/.exec(source.slice(at))
      return link && { from: at + 1, to: at + link[0].indexOf(']'), insert: wordsOfHost(link[1] ?? ''), label: '用网址当显示的字' }
    },
  ],
  [
    /^图请用 <Figure/,
    ({ source, at }) => {
      const image = /^!\[([^\]\n]*)\]\(\s*(?:\.?\/)?([^()\s"]+)[^()\n]*\)/.exec(source.slice(at))
      const [all = '', alt = '', name = ''] = image ?? []
      if (!pictureName.test(name)) return image && { from: at, to: at + all.length, insert: '', label: '去掉这张图' }
      const figure = `<Figure src="${name}" alt="${alt.replaceAll('"', '') || placeholders.picture}" />`
      const line = lineAt(source, at)
      const [lead, trail] = [
        source.slice(line.from, at).trim() === '' ? '' : '\n\n',
        source.slice(at + all.length, line.to).trim() === '' ? '' : '\n\n',
      ]
      return { from: at, to: at + all.length, insert: lead + figure + trail, label: '改成课文里的图' }
    },
  ],
  [
    /不用脚注/,
    ({ source, at }) => {
      const sign = /^\[\^[^\]\n]+\](:[ \t]*)?/.exec(source.slice(at))
      if (!sign) return null
      if (sign[1] === undefined) return { from: at, to: at + sign[0].length, insert: '', label: '去掉脚注的记号' }
      const { to } = lineAt(source, at)
      const words = source.slice(at + sign[0].length, to)
      return { from: at, to, insert: `<Note kind="source">\n\n${words}\n\n</Note>`, label: '改成“出处”' }
    },
  ],
  [
    /能打勾的清单请用/,
    ({ source, at }) => {
      const boxes = boxesAround(source, at)
      if (!boxes) return null
      const items = boxes.items.map((words, nth) => `<Item id="item-${nth + 1}">${words}</Item>`)
      const insert = `<Checklist id="${freeId(source, 'checklist')}" title="做完就打勾">\n${items.join('\n')}\n</Checklist>`
      return { from: boxes.from, to: boxes.to, insert, label: '改成打勾的清单' }
    },
  ],
  [
    /^这里的 (\*\*|~~) 没有起作用/,
    ({ source, at, found }) => {
      const sign = found[1] ?? ''
      const pattern = sign === '**' ? /\*\*[ \t]*((?:(?!\*\*)[^\n])*?\S)[ \t]*\*\*/ : /~~[ \t]*((?:(?!~~)[^\n])*?\S)[ \t]*~~/
      const pair = findOnLine(source, at, pattern)
      if (pair && pair.from === at) return { from: at, to: pair.to, insert: sign + (pair.found[1] ?? '') + sign, label: '去掉里面的空格' }
      return source.startsWith(sign, at) ? { from: at, to: at + sign.length, insert: '', label: `去掉 ${sign}` } : null
    },
  ],
  [
    /^这里的 _{1,2} 没有起作用/,
    ({ source, at }) => {
      const pair = findOnLine(source, at, /^(_{1,2})([^\n]+?)\1/)
      return pair && { from: pair.from, to: pair.to, insert: `**${(pair.found[2] ?? '').trim()}**`, label: '改成加粗' }
    },
  ],
  [
    /全角的 ＊＊/,
    ({ source, at }) => {
      const pair = findOnLine(source, at, /＊＊([^＊\n]+)＊＊/)
      return pair && { from: pair.from, to: pair.to, insert: `**${(pair.found[1] ?? '').trim()}**`, label: '改成加粗' }
    },
  ],
  [
    /后面要有一个空格才是标题/,
    ({ source, at }) => {
      const sign = findOnLine(source, at, /#{2,6}/)
      return sign && { from: sign.to, to: sign.to, insert: ' ', label: '改成标题' }
    },
  ],
  [
    /^地址 (\S+) 后面紧跟着汉字/,
    ({ source, at, found }) => {
      const address = found[1] ?? ''
      const from = source.indexOf(address, at)
      return from < 0 ? null : { from: from + address.length, to: from + address.length, insert: ' ', label: '在地址后面加一个空格' }
    },
  ],
  [
    /链接要用半角的括号/,
    ({ source, at }) => {
      const link = findOnLine(source, at, /\]（\s*(https?:[^\s（）()]+?)\s*[）)]/)
      return link && { from: link.from, to: link.to, insert: `](${link.found[1] ?? ''})`, label: '改成链接' }
    },
  ],
  [/还是占位的字，请写课文/, ({ source, at }) => ({ ...wholeLineAt(source, at), insert: '', label: '删掉这一行' })],
]
