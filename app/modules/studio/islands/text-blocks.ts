// Shows components and tables as labelled blocks that open their form; front matter is shown as fields elsewhere.
import { Annotation, EditorState, type Extension, StateField, type Text, Transaction } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import { type ComponentValues, readValues } from '../editor/component-values.ts'
import { findComponentBlocks, findTextBegin, type PlacedBlock, toSource } from '../editor/source-tree.ts'
import { findTables, readTable } from '../editor/table-values.ts'
import { formOf, type Surroundings } from './component-dialog.ts'
import { button, make } from './elements.ts'

export interface BlockActions extends Surroundings {
  open: (view: EditorView, block: PlacedBlock) => void
  move: (view: EditorView, block: PlacedBlock, by: -1 | 1) => void
  remove: (view: EditorView, block: PlacedBlock) => void
}

/** A change that our own buttons make, which may reach where typing does not. */
export const isOurs = Annotation.define<true>()

interface Shown {
  blocks: PlacedBlock[]
  frontEnd: number
  decorations: DecorationSet
}

/** What a component says, in a few lines. */
function describe(values: ComponentValues, { forms, addressOf }: BlockActions): HTMLElement[] {
  const form = formOf({ forms }, values.name)
  const lines: HTMLElement[] = []
  const picture = form.fields.find(({ kind, endings }) => kind === 'file' && endings.includes('svg'))
  const file = picture && values.attributes[picture.name]
  if (file && /^[a-z0-9-]+\.(svg|jpg|png|webp)$/.test(file)) lines.push(make('img', { src: addressOf(file), alt: '' }))
  if (values.steps.length > 0) lines.push(make('ol', {}, ...values.steps.map((step) => make('li', {}, toPlain(step)))))
  else if (values.text) lines.push(make('p', {}, shorten(toPlain(values.text))))
  if (values.parts.length > 0)
    lines.push(
      make(
        'ul',
        {},
        ...values.parts.map((part) => {
          const { titleField, label, fields } = formOf({ forms }, part.name)
          const title = (titleField && part.attributes[titleField]) || (part.text ? shorten(toPlain(part.text)) : label)
          const isMarked = fields.some(({ kind, name }) => kind === 'tick' && Object.hasOwn(part.attributes, name))
          return make('li', {}, isMarked ? `✓ ${title}` : title)
        }),
      ),
    )
  return lines
}

const toPlain = (text: string) => text.replace(/\*\*/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

class BlockWidget extends WidgetType {
  constructor(
    readonly source: string,
    readonly block: PlacedBlock,
    readonly actions: BlockActions,
  ) {
    super()
  }
  override eq(other: BlockWidget) {
    return other.source === this.source
  }
  override ignoreEvent() {
    return true
  }
  override toDOM(view: EditorView) {
    const { node } = this.block
    const values = node && readValues(node, this.actions.forms)
    const form = node ? this.actions.forms[node.name] : undefined
    const label = node ? (form?.label ?? node.name) : '表格'
    const title =
      (values && form?.titleField && values.attributes[form.titleField]) ||
      (values?.attributes.kind && kindLabel(this.actions, values)) ||
      ''
    const head = make('div', { className: 'block-head' }, make('b', {}, label), make('span', {}, title))
    const element = make(
      'div',
      { className: values || !node ? 'block' : 'block faulty', role: 'group', 'aria-label': `${label}${title ? `：${title}` : ''}` },
      head,
    )
    // Where it stands now: the widget stays while the text around it changes.
    const now = (): PlacedBlock => findBlockAt(view.state, view.posAtDOM(element)) ?? this.block
    const add = (word: string, work: (block: PlacedBlock) => void) =>
      head.append(button(word, () => work(now()), { 'aria-label': `${word}：${label}${title}` }))
    add('改', (block) => this.actions.open(view, block))
    add('上移', (block) => this.actions.move(view, block, -1))
    add('下移', (block) => this.actions.move(view, block, 1))
    add('删', (block) => this.actions.remove(view, block))
    element.append(
      ...(values ? describe(values, this.actions) : node ? [make('p', {}, shorten(toSource([node])))] : [drawTable(this.source)]),
    )
    // The space around it is inside: the editor measures no margins, and would take a press for one on another line.
    return make('div', { className: 'block-place' }, element)
  }
}

const kindLabel = ({ forms }: BlockActions, values: ComponentValues) =>
  formOf({ forms }, values.name).fields.flatMap(({ name, choices }) =>
    choices.filter(({ value }) => value === values.attributes[name]).map(({ label }) => label),
  )[0] ?? ''

function drawTable(source: string) {
  const [head = [], ...rows] = readTable(source) ?? []
  return make(
    'table',
    {},
    make('tr', {}, ...head.map((cell) => make('th', {}, toPlain(cell)))),
    ...rows.map((row) => make('tr', {}, ...row.map((cell) => make('td', {}, toPlain(cell))))),
  )
}

class NoWidget extends WidgetType {
  override eq() {
    return true
  }
  override toDOM() {
    return make('div', { hidden: true })
  }
}

function readBlocks(doc: Text, actions: BlockActions): Shown {
  const source = doc.toString()
  const frontEnd = findTextBegin(source)
  const components = findComponentBlocks(source)
  const blocks = [...components, ...findTables(source, components)].sort((one, other) => one.from - other.from)
  const front = frontEnd > 0 ? [Decoration.replace({ widget: new NoWidget(), block: true }).range(0, lineEndBefore(source, frontEnd))] : []
  const shown = blocks.map((block) =>
    Decoration.replace({ widget: new BlockWidget(source.slice(block.from, block.to), block, actions), block: true }).range(
      block.from,
      block.to,
    ),
  )
  return { blocks, frontEnd, decorations: Decoration.set([...front, ...shown]) }
}

/** A block is of whole lines: it ends before the line break. */
const lineEndBefore = (source: string, end: number) => (source[end - 1] === '\n' ? end - 1 : end)

let field: StateField<Shown> | null = null

export const blocksOf = (state: EditorState): PlacedBlock[] => (field && state.field(field, false)?.blocks) ?? []
const findBlockAt = (state: EditorState, at: number) => blocksOf(state).find(({ from, to }) => at >= from && at <= to)

/** The block that the cursor stands before or behind, or that follows. */
export const findBlockNear = (state: EditorState) => {
  const { head } = state.selection.main
  return blocksOf(state).find(({ from, to }) => head >= from - 1 && head <= to + 1) ?? blocksOf(state).find(({ from }) => from >= head)
}

/** The extension that shows blocks, and keeps typing out of the front matter. */
export function textBlocks(actions: BlockActions): Extension {
  const shown = StateField.define<Shown>({
    create: ({ doc }) => readBlocks(doc, actions),
    update: (before, { docChanged, newDoc }) => (docChanged ? readBlocks(newDoc, actions) : before),
    provide: (own) => [
      EditorView.decorations.from(own, ({ decorations }) => decorations),
      EditorView.atomicRanges.of(({ state }) => state.field(own).decorations),
    ],
  })
  field = shown
  return [
    shown,
    EditorState.changeFilter.of((transaction) => {
      if (transaction.annotation(isOurs) || transaction.isUserEvent('undo') || transaction.isUserEvent('redo')) return true
      const { frontEnd } = transaction.startState.field(shown)
      let isBefore = false
      if (frontEnd > 0) transaction.changes.iterChangedRanges((from, to) => void (isBefore ||= from === to && from < frontEnd))
      return isBefore ? false : frontEnd > 0 ? [0, frontEnd] : true
    }),
    EditorState.transactionFilter.of((transaction) => {
      const { frontEnd } = transaction.startState.field(shown)
      const selection = transaction.selection
      if (frontEnd === 0 || transaction.docChanged || !selection || selection.main.from >= frontEnd) return transaction
      const least = (at: number) => Math.max(frontEnd, at)
      return [transaction, { selection: { anchor: least(selection.main.anchor), head: least(selection.main.head) }, sequential: true }]
    }),
  ]
}

export const byUs = (userEvent: string) => [isOurs.of(true), Transaction.userEvent.of(userEvent)]
