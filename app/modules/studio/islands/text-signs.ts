// Shows the text as it reads: signs of Markdown are hidden, and faint on the line that somebody writes on.
import { RangeSetBuilder, type Range } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view'

const hidden = Decoration.replace({})
const faint = Decoration.mark({ class: 'cm-sign' })
const bold = Decoration.mark({ class: 'cm-bold' })
const linked = Decoration.mark({ class: 'cm-linked' })
const code = Decoration.mark({ class: 'cm-code' })
const line = (name: string) => Decoration.line({ class: name })
const [h2, h3, item, quote, gap] = [line('cm-h2'), line('cm-h3'), line('cm-item'), line('cm-quote'), line('cm-gap')]

class Bullet extends WidgetType {
  override eq() {
    return true
  }
  override toDOM() {
    const dot = document.createElement('span')
    dot.textContent = '• '
    return dot
  }
}
const bullet = Decoration.replace({ widget: new Bullet() })

/** Pieces of a line: code, bold words, links, and signs that are words. */
const pieces = /(`+)(?!`)(.+?)(?<!`)\1(?!`)|\*\*(?=\S)(.+?)(?<=\S)\*\*|\[((?:[^\][\\]|\\.)+)\]\(([^()\s]*)\)|\\(?=[<{}[\]*_`#|\\~-])/g

function decorateLine(text: string, at: number, isHere: boolean): Range<Decoration>[] {
  if (text.trim() === '') return isHere ? [] : [gap.range(at)]
  const found: Range<Decoration>[] = []
  const sign = (from: number, to: number) => to > from && found.push((isHere ? faint : hidden).range(at + from, at + to))
  const heading = /^(#{1,6})[ \t]+/.exec(text)
  if (heading) {
    found.push(((heading[1] ?? '').length <= 2 ? h2 : h3).range(at))
    sign(0, heading[0].length)
  }
  const listed = /^([ \t]*)([-*+]|\d+[.)])[ \t]+/.exec(text)
  if (listed) {
    found.push(item.range(at))
    if (!isHere && /[-*+]/.test(listed[2] ?? '')) found.push(bullet.range(at + (listed[1] ?? '').length, at + listed[0].length))
  }
  const quoted = /^>[ \t]?/.exec(text)
  if (quoted) {
    found.push(quote.range(at))
    sign(0, quoted[0].length)
  }
  for (const { 0: all, 1: ticks = '', 2: coded, 3: strong, 4: words, index } of text.matchAll(pieces)) {
    const end = index + all.length
    if (coded !== undefined) {
      sign(index, index + ticks.length)
      found.push(code.range(at + index + ticks.length, at + end - ticks.length))
      sign(end - ticks.length, end)
    } else if (strong !== undefined) {
      sign(index, index + 2)
      found.push(bold.range(at + index + 2, at + end - 2))
      sign(end - 2, end)
    } else if (words !== undefined) {
      sign(index, index + 1)
      found.push(linked.range(at + index + 1, at + index + 1 + words.length))
      sign(index + 1 + words.length, end)
    } else found.push(hidden.range(at + index, at + index + 1)) // the backslash of a sign that is a word
  }
  return found
}

function decorate(view: EditorView): DecorationSet {
  const found: Range<Decoration>[] = []
  const here = new Set(view.hasFocus ? view.state.selection.ranges.map(({ head }) => view.state.doc.lineAt(head).number) : [])
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to;) {
      const one = view.state.doc.lineAt(at)
      found.push(...decorateLine(one.text, one.from, here.has(one.number)))
      at = one.to + 1
    }
  return Decoration.set(found, true)
}

/** While an input method composes, nothing around it is changed: what is shown moves along, and is renewed afterwards. */
export const textSigns = ViewPlugin.fromClass(
  class {
    shown: DecorationSet
    constructor(view: EditorView) {
      this.shown = decorate(view)
    }
    update(update: ViewUpdate) {
      if (update.view.composing) this.shown = this.shown.map(update.changes)
      else if (update.docChanged || update.selectionSet || update.viewportChanged || update.focusChanged || update.transactions.length > 0)
        this.shown = decorate(update.view)
    }
  },
  { decorations: ({ shown }) => shown, provide: (plugin) => EditorView.atomicRanges.of((view) => escapesOf(view.plugin(plugin)?.shown)) },
)

/** Hidden signs are passed in one step. */
function escapesOf(shown: DecorationSet | undefined): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  shown?.between(0, Number.MAX_SAFE_INTEGER, (from, to, value) => {
    if (value === hidden) builder.add(from, to, value)
  })
  return builder.finish()
}
