// Why two shops were paired, part by part, as it was recorded when the pair was made.
import { type ExplainedPart, type ExplainedScore, maxScore } from '#app/modules/matching/score.ts'
import { DataTable } from '#app/ui/data-table.tsx'

const countsFor = ({ part, counts }: ExplainedPart) =>
  part === 'wish' ? '各算自己的' : counts.west && counts.east ? '双方' : counts.west ? '西部店' : '东部店'

export function ScoreParts({ score }: { score: ExplainedScore }) {
  return (
    <DataTable
      caption={`结对时的各项分数：西部店看这一对 ${score.west} 分，东部店看 ${score.east} 分，满分 ${maxScore}`}
      rows={score.parts}
      rowKey={({ part }) => part}
      columns={[
        { head: '看什么', kind: 'short', cell: ({ name }) => name },
        { head: '怎么样', cell: ({ words }) => words },
        { head: '得分（满分 100）', kind: 'number', cell: ({ value }) => Math.round(value * 100) },
        { head: '权重', kind: 'number', cell: ({ weight }) => weight },
        { head: '算在谁的分里', kind: 'short', cell: countsFor },
      ]}
    />
  )
}
