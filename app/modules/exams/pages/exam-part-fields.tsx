// The parts of an exam's plan in its form: how many questions of which lesson, beside how many there are.
import type { Refused } from '#app/http/refused.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { CellField } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { type QuestionKind, questionKinds } from '../draw.ts'
import type { ExamPlanning } from '../exams.server.ts'
import { kindLabels } from '../plan/kind-labels.ts'
import { rowOfPart } from '../plan/exam-plan.ts'
import { difficultyLabels, formatPart, type PartInBank } from '../plan/parts.ts'

interface ExamPartFieldsProps {
  planning: Pick<ExamPlanning, 'partsInBank' | 'parts' | 'begun'>
  refused: Refused | null
}

const nameOf = (kind: QuestionKind, part: PartInBank) => `${kind}-${rowOfPart(part)}`

/** Nothing if there is only one lesson to draw from. */
export function ExamPartFields({ planning: { partsInBank, parts, begun }, refused }: ExamPartFieldsProps) {
  const planned = new Map(parts.map((part) => [rowOfPart(part), part]))
  const titles = new Map(partsInBank.map(({ lesson, title }) => [lesson, title]))
  const entered = refused?.entered ?? {}
  const isNamed = planned.size > 0 || partsInBank.some((part) => questionKinds.some((kind) => entered[nameOf(kind, part)]))
  if (partsInBank.length < 2 && !isNamed) return null
  const shown = (kind: QuestionKind, part: PartInBank) => entered[nameOf(kind, part)] ?? (planned.get(rowOfPart(part))?.[kind] || '')
  const field = (kind: QuestionKind, part: PartInBank) => (
    <>
      <span className="soft small">有 {part[kind]} 道</span>
      <CellField
        type="number"
        name={nameOf(kind, part)}
        label={`${formatPart(part, titles)}${kindLabels[kind]}`}
        min={0}
        max={part[kind]}
        readOnly={begun}
        defaultValue={shown(kind, part)}
        errors={refused?.refused.fields[nameOf(kind, part)]}
      />
    </>
  )
  return (
    <Fold summary="指定哪一课出几道（可以不填）" open={isNamed}>
      <p>
        指定的算在上面的题数里，从那一课里抽；没有指定的，从所有的课里抽。
        {partsInBank.some(({ difficulty }) => difficulty !== null) && '写了难度的题，也可以指定难度；一课里两样都填，是加起来的题数。'}
      </p>
      <DataTable
        caption="各课的题"
        columns={[
          { head: '课', cell: ({ title }) => title },
          { head: '难度', kind: 'short', cell: ({ difficulty }) => (difficulty === null ? '不论难度' : difficultyLabels[difficulty]) },
          ...questionKinds.map((kind) => ({
            head: kindLabels[kind],
            cell: (part: PartInBank) => (part[kind] > 0 || shown(kind, part) ? field(kind, part) : <span className="soft">没有</span>),
          })),
        ]}
        rows={partsInBank}
        rowKey={rowOfPart}
      />
    </Fold>
  )
}
