// A question of a comparison as it is asked, with what was added and removed in it.
import { compareWithinBlock } from '../compare.ts'
import { comparedLabels, WordRuns } from '../pages/compared-block.tsx'
import type { QuestionLine, QuestionPart } from './question-parts.ts'

/** `isAllNew`: there is nothing to compare with, so what is new is not marked. */
export function ComparedQuestion({ question: { kind, lines }, isAllNew }: { question: QuestionPart; isAllNew: boolean }) {
  const mark = isAllNew ? null : comparedLabels[kind]
  return (
    <div className="compared-text compared-question">
      {mark && <span className="compared-mark">{mark}</span>}
      {lines.map((line) => (
        <div key={line.label} className="compared-field">
          <span className="compared-label">{line.label}</span>
          <p>{isAllNew ? line.after : <Said {...line} />}</p>
        </div>
      ))}
    </div>
  )
}

function Said({ before, after }: QuestionLine) {
  if (before === after) return after
  if (before === null) return <ins>{after}</ins>
  if (after === null) return <del>{before}</del>
  return <WordRuns words={compareWithinBlock(before, after)} />
}
