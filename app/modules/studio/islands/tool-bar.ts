// The buttons above the text.
import type { EditorView, KeyBinding } from '@codemirror/view'
import { type Edit, putInBlock, removeBlock, swapBlocks, toggleAround, toggleHeading, toggleList, toggleNumbers } from '../editor/edits.ts'
import type { PlacedBlock } from '../editor/source-tree.ts'
import { readValues } from '../editor/component-values.ts'
import { readTable } from '../editor/table-values.ts'
import { cutBlocks } from '../blocks.ts'
import { openComponentDialog, type Surroundings } from './component-dialog.ts'
import { button, make } from './elements.ts'
import { openLinkDialog, openTableDialog } from './small-dialogs.ts'
import { byUs } from './text-blocks.ts'

export function applyEdit(view: EditorView, { changes, selection }: Edit) {
  view.dispatch({ changes, selection: { anchor: selection.from, head: selection.to }, annotations: byUs('input'), scrollIntoView: true })
  view.focus()
}

const selected = (view: EditorView) => {
  const { from, to } = view.state.selection.main
  return { from, to }
}
const textOf = (view: EditorView) => view.state.doc.toString()

/** Puts a block in behind the paragraph of the cursor. */
export const putIn = (view: EditorView, block: string) => applyEdit(view, putInBlock(textOf(view), view.state.selection.main.to, block))

/** Opens the form of a component or table that stands in the text. */
export function openBlock(view: EditorView, { node, from, to }: PlacedBlock, around: Surroundings) {
  const before = view.state.sliceDoc(from, to)
  const replace = (written: string, within = { from, to }) =>
    view.dispatch({ changes: { ...within, insert: written }, annotations: byUs('input') })
  if (!node) return openTableDialog({ cells: readTable(before) ?? [['']], before, done: (written) => replace(written) })
  const values = readValues(node, around.forms)
  if (!values) return false
  openComponentDialog({ ...around, name: node.name, node, values, source: textOf(view), done: (written) => replace(written, node) })
}

export const takeOut = (view: EditorView, block: PlacedBlock) => applyEdit(view, removeBlock(textOf(view), block))

/** Moves a block over its neighbour. */
export function moveBlock(view: EditorView, block: PlacedBlock, by: -1 | 1) {
  const text = textOf(view)
  let at = 0
  const pieces = cutBlocks(text).map(({ text: words, gap }) => {
    const piece = { from: at, to: at + words.length }
    at += words.length + gap.length
    return piece
  })
  const first = text.startsWith('---') ? 1 : 0
  const here = pieces.findIndex(({ from, to }) => block.from >= from && block.from < to)
  const [above, below] = by < 0 ? [pieces[here - 1], pieces[here]] : [pieces[here], pieces[here + 1]]
  if (here < first || !above || !below || (by < 0 && here - 1 < first)) return
  const edit = swapBlocks(text, above, below)
  const [length, gap] = [below.to - below.from, below.from - above.to]
  const from = by < 0 ? above.from : above.from + length + gap
  applyEdit(view, { ...edit, selection: { from, to: from } })
}

function openLink(view: EditorView) {
  const { from, to } = selected(view)
  const line = view.state.doc.lineAt(from)
  const here = [...line.text.matchAll(/\[((?:[^\][\\]|\\.)+)\]\(([^()\s]*)\)/g)].find(
    ({ 0: all, index }) => from >= line.from + index && to <= line.from + index + all.length,
  )
  const place = here ? { from: line.from + here.index, to: line.from + here.index + here[0].length } : { from, to }
  openLinkDialog({
    text: here?.[1] ?? view.state.sliceDoc(from, to),
    address: here?.[2] ?? '',
    done: (written) =>
      applyEdit(view, {
        changes: [{ ...place, insert: written }],
        selection: { from: place.from + written.length, to: place.from + written.length },
      }),
  })
}

interface BarOptions extends Surroundings {
  view: EditorView
  isPlain: () => boolean
  setPlain: (isPlain: boolean) => void
}

const emptyTable = () => [
  ['', ''],
  ['', ''],
  ['', ''],
]

/** What most lessons have stands first in the menu. */
const common = ['Figure', 'Steps', 'Check', 'Note', 'Checklist', 'Audio']
const rank = (name: string) => (common.includes(name) ? common.indexOf(name) : common.length)

export function createToolBar({ view, isPlain, setPlain, ...around }: BarOptions) {
  const run = (edit: (text: string, selection: { from: number; to: number }) => Edit) => () =>
    applyEdit(view, edit(textOf(view), selected(view)))
  const menu = make('details', { className: 'put-in' }, make('summary', {}, '＋ 插入…'))
  const close = () => menu.removeAttribute('open')
  const choices = Object.values(around.forms)
    .filter(({ isWithin }) => !isWithin)
    .sort((one, other) => rank(one.name) - rank(other.name))
    .map(({ name, label, hint }) => {
      const choice = button(label, () => {
        close()
        openComponentDialog({ ...around, name, node: null, values: null, source: textOf(view), done: (written) => putIn(view, written) })
      })
      choice.append(make('small', {}, hint))
      return choice
    })
  const guide = make('a', { href: '/desk/studio/components', target: '_blank', rel: 'noopener' }, '每一样什么时候用、什么样子')
  menu.append(make('div', {}, ...choices, guide))
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    close()
    menu.querySelector('summary')?.focus()
  })
  document.addEventListener('click', ({ target }) => target instanceof Node && !menu.contains(target) && close())
  const plain = button(
    '看源文',
    () => {
      setPlain(!isPlain())
      plain.setAttribute('aria-pressed', String(isPlain()))
    },
    { 'aria-pressed': 'false', className: 'apart', title: '懂 Markdown 的人可以直接写' },
  )
  return make(
    'div',
    { className: 'writing-bar', role: 'toolbar', 'aria-label': '排版' },
    button(
      '小节',
      run((text, at) => toggleHeading(text, at, 2)),
      { title: '这一行是一节的标题' },
    ),
    button(
      '小标题',
      run((text, at) => toggleHeading(text, at, 3)),
    ),
    button(
      '加粗',
      run((text, at) => toggleAround(text, at, '**', '加粗的字')),
      { title: 'Ctrl+B' },
    ),
    button('列表', run(toggleList)),
    button('编号', run(toggleNumbers)),
    button('链接', () => openLink(view), { title: 'Ctrl+K' }),
    button('表格', () => openTableDialog({ cells: emptyTable(), before: null, done: (written) => putIn(view, written) })),
    menu,
    plain,
  )
}

/** The keys of the buttons; `openNear` opens the form of the block at the cursor. */
export const barKeys = (openNear: (view: EditorView) => boolean): KeyBinding[] => [
  { key: 'Mod-b', run: (view) => (applyEdit(view, toggleAround(textOf(view), selected(view), '**', '加粗的字')), true) },
  { key: 'Mod-k', run: (view) => (openLink(view), true) },
  { key: 'Alt-Enter', run: openNear },
]
