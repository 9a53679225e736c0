// The text of a file in CodeMirror: as it reads, or as its source.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { findTextBegin } from '../editor/source-tree.ts'
import { type BlockActions, blocksOf, findBlockNear, textBlocks } from './text-blocks.ts'
import { easyKeys } from './text-keys.ts'
import { textMarks } from './text-marks.ts'
import { textSigns } from './text-signs.ts'
import { barKeys } from './tool-bar.ts'

interface TextOptions {
  content: string
  /** Whether it can be shown as it reads; other files are shown as their source. */
  isLesson: boolean
  actions: BlockActions
  more: Extension
  changed: (view: EditorView) => void
  /** The cursor went elsewhere, or the text was changed. */
  moved: (line: string) => void
}

/** The words by which the place of the cursor is found elsewhere: its line, or of a component what it is called. */
function wordsAt(state: EditorState): string {
  const { head } = state.selection.main
  const block = blocksOf(state).find(({ from, to }) => head >= from && head <= to)
  return block
    ? (/"([^"]{2,})"/.exec(state.sliceDoc(block.from, block.to).replace(/\bid="[^"]*"/, ''))?.[1] ?? '')
    : state.doc.lineAt(head).text
}

export function createTextView({ content, isLesson, actions, more, changed, moved }: TextOptions) {
  const look = new Compartment()
  const openNear = (view: EditorView) => {
    const near = findBlockNear(view.state)
    if (near) actions.open(view, near)
    return near !== undefined
  }
  const easy = isLesson ? [textBlocks(actions), textSigns, easyKeys(barKeys(openNear))] : [lineNumbers()]
  const view = new EditorView({
    state: EditorState.create({
      doc: content,
      selection: { anchor: isLesson ? findTextBegin(content) : 0 },
      extensions: [
        look.of(easy),
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        textMarks,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': '课文', lang: 'zh-CN', spellcheck: 'false', tabindex: '0' }),
        more,
        EditorView.updateListener.of(({ docChanged, selectionSet, state, view: own }) => {
          if (docChanged) changed(own)
          if (docChanged || selectionSet) moved(wordsAt(state))
        }),
      ],
    }),
  })
  return {
    view,
    setPlain: (isPlain: boolean) => {
      view.dispatch({ effects: look.reconfigure(isPlain ? [lineNumbers()] : easy) })
      view.focus()
    },
  }
}
