// What keys and typed signs do for those who write without syntax.
import { EditorView, keymap, type KeyBinding } from '@codemirror/view'
import { escapeText } from '../editor/component-values.ts'

/** Enter within a list begins the next item, numbered on; in an empty item it ends the list. */
function beginItem(view: EditorView, prefix: string): boolean {
  const { state } = view
  const { head } = state.selection.main
  const line = state.doc.lineAt(head)
  if (head < line.from + prefix.length) return false
  if (line.text.slice(prefix.length).trim() === '')
    view.dispatch({ changes: { from: line.from, to: line.to, insert: '' }, selection: { anchor: line.from }, userEvent: 'input' })
  else {
    const next = prefix.replace(/\d+/, (number) => String(Number(number) + 1))
    view.dispatch(state.replaceSelection(`\n${next}`), { scrollIntoView: true, userEvent: 'input' })
  }
  return true
}

/** Enter begins a paragraph, as in other programs; within lists it begins an item. */
function beginParagraph(view: EditorView): boolean {
  const { state } = view
  const { head, empty } = state.selection.main
  const { text, from } = state.doc.lineAt(head)
  const prefix = /^[ \t]*(?:[-*+]|\d+[.)]|>)[ \t]+/.exec(text)?.[0]
  if (prefix !== undefined && empty) return beginItem(view, prefix)
  const isBlank = text.trim() === ''
  if (isBlank || !empty || head === from) return false
  view.dispatch(state.replaceSelection('\n\n'), { scrollIntoView: true, userEvent: 'input' })
  return true
}

/** Backspace at the beginning of a paragraph joins it with the one before. */
function joinParagraphs(view: EditorView): boolean {
  const { state } = view
  const { head, empty } = state.selection.main
  const here = state.doc.lineAt(head)
  if (!empty || head !== here.from || here.number < 3) return false
  const [blank, above] = [state.doc.line(here.number - 1), state.doc.line(here.number - 2)]
  if (blank.text.trim() !== '' || above.text.trim() === '' || here.text.trim() === '' || /^\s*(<|\||---)/.test(above.text)) return false
  view.dispatch({ changes: { from: above.to, to: here.from }, userEvent: 'delete.backward' })
  return true
}

/** A sign that would begin code is typed as a sign. */
const escapeTyped = EditorView.inputHandler.of((view, from, to, text) => {
  const insert = escapeText(text)
  if (insert === text || view.composing) return false
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.type',
    scrollIntoView: true,
  })
  return true
})

export const easyKeys = (more: readonly KeyBinding[]) => [
  keymap.of([{ key: 'Enter', run: beginParagraph }, { key: 'Backspace', run: joinParagraphs }, ...more]),
  escapeTyped,
]
