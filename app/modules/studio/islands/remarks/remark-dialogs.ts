// Answering a remark, and reading those that stand nowhere in the text.
import type { ShownRemark } from '../../editor/shown-remark.ts'
import { labelled, make, setFault } from '../elements.ts'
import { openFormDialog } from '../form-dialog.ts'
import { drawRemark, type RemarkActions } from './remark-cards.ts'

/** `send` returns what went wrong; null if nothing did. */
export function openReply(remark: ShownRemark, send: (says: string) => Promise<string | null>) {
  const entry = make('textarea', { rows: 3, maxLength: 2_000 })
  openFormDialog({
    title: `回复${remark.by}`,
    done: '发出回复',
    fields: make('div', {}, make('p', { className: 'remark-says' }, remark.says), labelled('回复', entry)),
    submit: async () => {
      const says = entry.value.trim()
      const fault = says === '' ? '请写一句回复。' : await send(says)
      setFault(entry, fault)
      return fault === null
    },
  })
}

export function openRemarks(title: string, remarks: readonly ShownRemark[], actions: RemarkActions) {
  const closing =
    <Rest extends unknown[]>(work: (...rest: Rest) => void) =>
    (...rest: Rest) => {
      dialog.close()
      work(...rest)
    }
  const own = { canAnswer: actions.canAnswer, reply: closing(actions.reply), setDone: closing(actions.setDone) }
  const dialog = openFormDialog({
    title,
    done: '看好了',
    cancel: '关上',
    fields: make('div', {}, ...remarks.map((remark) => drawRemark(remark, own))),
    submit: () => true,
  })
}
