// Marks the lines of mistakes in the text.
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

export interface MarkedLine {
  line: number
  isMistake: boolean
}

export const setMarks = StateEffect.define<readonly MarkedLine[]>()

const faulty = Decoration.line({ class: 'cm-faulty' })
const doubtful = Decoration.line({ class: 'cm-doubtful' })

export const textMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { changes, effects, newDoc }) {
    const set = effects.find((effect) => effect.is(setMarks))
    if (!set) return before.map(changes)
    const byLine = new Map<number, boolean>()
    for (const { line, isMistake } of set.value) if (line <= newDoc.lines) byLine.set(line, isMistake || byLine.get(line) === true)
    const builder = new RangeSetBuilder<Decoration>()
    for (const [line, isMistake] of [...byLine].sort(([one], [other]) => one - other)) {
      const { from } = newDoc.line(line)
      builder.add(from, from, isMistake ? faulty : doubtful)
    }
    return builder.finish()
  },
  provide: (field) => EditorView.decorations.from(field),
})
