// Discarding a roster that nobody wants to import: what is lost, before it is done.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Consequences } from '#app/ui/consequences.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

interface RosterDiscardPageProps {
  viewer: Viewer
  roster: { id: string; fileName: string; rows: number | null }
  refused: Refused | null
}

export const RosterDiscardPage = ({ viewer, roster: { id, fileName, rows }, refused }: RosterDiscardPageProps) => (
  <DeskFrame
    viewer={viewer}
    at={paths.rosters()}
    title={`作废“${fileName}”`}
    crumbs={[
      { href: paths.rosters(), label: '花名册' },
      { href: paths.roster(id), label: fileName },
    ]}
  >
    <ErrorSummary refused={refused?.refused} />
    <Consequences
      touched={rows === null ? [] : [{ outcome: '一行也不收', names: [], total: rows, unit: '行' }]}
      undo="登记册什么都不会改。文件和读出来的内容会删掉，不能恢复；谁什么时候交过、作废的，留着记录。要用它，请再交一次。"
      action="作废"
      back={paths.roster(id)}
    />
  </DeskFrame>
)
