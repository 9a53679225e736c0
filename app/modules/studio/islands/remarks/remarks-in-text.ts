// The remarks of the file that is open: shown at their paragraphs, answered, done.
import type { EditorView } from '@codemirror/view'
import type { ShownRemark } from '../../editor/shown-remark.ts'
import type { createEditorServer } from '../editor-server.ts'
import { createRemarkLine, type RemarkActions, remarkCards, setRemarks } from './remark-cards.ts'
import { openRemarks, openReply } from './remark-dialogs.ts'

interface Options {
  begun: { remarks: readonly ShownRemark[]; content: string; canAnswer: boolean }
  isYaml: boolean
  server: Pick<ReturnType<typeof createEditorServer>, 'answer'>
  view: () => EditorView
  goTo: (at: number) => void
  say: (fault: string) => void
}

export function createRemarks({ begun: { remarks, content, canAnswer }, isYaml, server, view, goTo, say }: Options) {
  /** Sends an answer and shows what came of it; returns what went wrong, or null. */
  async function answer(sent: Parameters<typeof server.answer>[0]): Promise<string | null> {
    const told = await server.answer(sent)
    if ('fault' in told) return told.fault
    view().dispatch({ effects: setRemarks.of(told.remarks) })
    renew()
    return null
  }
  const actions: RemarkActions = {
    canAnswer,
    reply: (remark) => openReply(remark, (says) => answer({ remarkId: remark.id, says })),
    setDone: (remark, isDone) =>
      void answer({ remarkId: remark.id, isDone }).then((fault) => {
        if (fault !== null) say(`没有记上：${fault}`)
      }),
  }
  const line = createRemarkLine({ goTo, open: (title, shown) => openRemarks(title, shown, actions) })
  const renew = () => line.renew(view().state)
  return { extension: remarkCards({ ...actions, remarks, stored: content, isYaml }), element: line.element, renew }
}
