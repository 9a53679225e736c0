// Remarks of the reviewer in the text, each below its paragraph, which it follows; and a line that leads to them.
import { type EditorState, type Extension, StateEffect, StateField, type Text, type Transaction } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import { cutBlocks } from '../../blocks.ts'
import type { ShownRemark } from '../../editor/shown-remark.ts'
import { findFrontEnd } from '../../editor/source-tree.ts'
import { followBlock } from '../../follow-block.ts'
import { button, make } from '../elements.ts'

export interface RemarkActions {
  canAnswer: boolean
  reply: (remark: ShownRemark) => void
  setDone: (remark: ShownRemark, isDone: boolean) => void
}

export const setRemarks = StateEffect.define<readonly ShownRemark[]>()

interface Placed {
  remark: ShownRemark
  /** Its paragraph; null if that is gone. */
  place: { from: number; to: number } | null
}

interface Shown {
  placed: readonly Placed[]
  decorations: DecorationSet
}

/** A remark with its answers, and what can be done about it. */
export function drawRemark(remark: ShownRemark, { canAnswer, reply, setDone }: RemarkActions): HTMLElement {
  const { by, at, says, became, doneBy, answers } = remark
  const whoAndWhen = (name: string, moment: string) => [make('strong', {}, name), ' ', make('span', { className: 'soft' }, moment)]
  return make(
    'article',
    { className: doneBy ? 'remark done' : 'remark', 'aria-label': `${by}的意见` },
    make('p', {}, ...whoAndWhen(by, at), doneBy ? make('span', { className: 'badge good' }, '改好了') : null),
    make('p', { className: 'remark-says' }, says),
    became === null ? null : make('p', { className: 'remark-became' }, became),
    ...answers.map((answer) => make('p', { className: 'remark-answer' }, ...whoAndWhen(answer.by, answer.at), make('br'), answer.says)),
    canAnswer &&
      make(
        'div',
        { className: 'remark-buttons' },
        button(doneBy ? '还没改好' : '改好了', () => setDone(remark, doneBy === null), {
          'aria-label': `${doneBy ? '还没改好' : '改好了'}：${says.slice(0, 20)}`,
        }),
        button('回复', () => reply(remark), { 'aria-label': `回复：${says.slice(0, 20)}` }),
      ),
  )
}

class RemarkWidget extends WidgetType {
  constructor(
    readonly remark: ShownRemark,
    readonly actions: RemarkActions,
  ) {
    super()
  }
  override eq(other: RemarkWidget) {
    return other.remark === this.remark
  }
  override ignoreEvent() {
    return true
  }
  override toDOM() {
    return make('div', { className: 'cm-remark' }, drawRemark(this.remark, this.actions))
  }
}

interface Block {
  from: number
  to: number
}

function blocksOf(text: string, isYaml: boolean): Block[] {
  let at = 0
  return cutBlocks(text, { isYaml }).map(({ text: words, gap }) => {
    const block = { from: at, to: at + words.length }
    at += words.length + gap.length
    return block
  })
}

interface Options extends RemarkActions {
  remarks: readonly ShownRemark[]
  /** The text as it is stored, whose blocks the remarks name. */
  stored: string
  isYaml: boolean
}

/** Whether a remark is shown in the text: what is done, gone or in a lesson's fields is not. */
const isInText = ({ remark, place }: Placed, frontEnd: number) => remark.doneBy === null && place !== null && place.from >= frontEnd

let field: StateField<Shown> | null = null

/** The remarks that are open, with where they stand in the text; those that stand nowhere; and those that are done. */
function listRemarks(state: EditorState) {
  const placed = (field && state.field(field, false)?.placed) ?? []
  const frontEnd = findFrontEnd(state.doc.toString())
  return {
    inText: placed.filter((one) => isInText(one, frontEnd)),
    elsewhere: placed.filter((one) => one.remark.doneBy === null && !isInText(one, frontEnd)).map(({ remark }) => remark),
    done: placed.filter(({ remark }) => remark.doneBy !== null).map(({ remark }) => remark),
  }
}

/** The extension that shows remarks below their paragraphs. */
export function remarkCards({ remarks, stored, isYaml, ...actions }: Options): Extension {
  const decorate = (doc: Text, placed: readonly Placed[]): DecorationSet => {
    if (placed.length === 0) return Decoration.none
    const text = doc.toString()
    const blocks = blocksOf(text, isYaml)
    const frontEnd = isYaml ? 0 : findFrontEnd(text)
    const widgets = placed.flatMap((one) => {
      if (one.place === null || !isInText(one, frontEnd)) return []
      const { from, to } = one.place
      const own = blocks.findLast((block) => block.from <= from) ?? { to }
      const end = doc.lineAt(Math.min(own.to, doc.length)).to
      return [Decoration.widget({ widget: new RemarkWidget(one.remark, actions), block: true, side: 1 }).range(end)]
    })
    return Decoration.set(widgets, true)
  }
  const shown = StateField.define<Shown>({
    create: ({ doc }) => {
      const text = doc.toString()
      const blocks = blocksOf(text, isYaml)
      const placed = remarks.map((remark): Placed => {
        const now =
          remark.block === null || stored === text
            ? remark.block
            : followBlock({ then: stored, now: text, block: remark.block, isYaml }).block
        return { remark, place: now === null ? null : (blocks[now] ?? null) }
      })
      return { placed, decorations: decorate(doc, placed) }
    },
    update: (before, transaction) => {
      const now = transaction.effects.find((effect) => effect.is(setRemarks))?.value
      if (!now && !transaction.docChanged) return before
      const placed = before.placed.map((one) => follow(one, transaction, now))
      // What an input method composes is not disturbed.
      if (transaction.isUserEvent('input.type.compose')) return { placed, decorations: before.decorations.map(transaction.changes) }
      return { placed, decorations: decorate(transaction.newDoc, placed) }
    },
    provide: (own) => EditorView.decorations.from(own, ({ decorations }) => decorations),
  })
  field = shown
  return shown
}

function follow({ remark, place }: Placed, { changes }: Transaction, now: readonly ShownRemark[] | undefined): Placed {
  const found = now?.find(({ id }) => id === remark.id) ?? remark
  if (place === null) return { remark: found, place }
  const from = changes.mapPos(place.from, 1)
  return { remark: isSame(found, remark) ? remark : found, place: { from, to: Math.max(from, changes.mapPos(place.to, -1)) } }
}

const isSame = (one: ShownRemark, other: ShownRemark) => one.doneBy === other.doneBy && one.answers.length === other.answers.length

/** A line over the text that leads to each remark. */
export function createRemarkLine({
  goTo,
  open,
}: {
  goTo: (at: number) => void
  open: (title: string, remarks: readonly ShownRemark[]) => void
}) {
  const element = make('nav', { className: 'remark-line', 'aria-label': '审稿人的意见', hidden: true })
  const short = (says: string) => (says.length > 12 ? `${says.slice(0, 12)}……` : says)
  return {
    element,
    renew: (state: EditorState) => {
      const { inText, elsewhere, done } = listRemarks(state)
      const still = inText.length + elsewhere.length
      element.hidden = still + done.length === 0
      element.replaceChildren(
        make('b', {}, still > 0 ? `意见（${still} 条还没改好）` : '意见都改好了'),
        ...inText.map(({ remark, place }) => button(short(remark.says), () => goTo(place?.from ?? 0))),
        ...elsewhere.map((remark) => button(`${short(remark.says)}（不在课文里）`, () => open('意见', [remark]))),
        ...(done.length > 0 ? [button(`看改好了的（${done.length}）`, () => open('改好了的意见', done))] : []),
      )
    },
  }
}
