// Discarding a list of shops that nobody wants to import: what is lost, before it is done.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Consequences } from '#app/ui/consequences.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

interface ShopImportDiscardPageProps {
  viewer: Viewer
  list: { id: string; fileName: string }
  refused: Refused | null
}

export const ShopImportDiscardPage = ({ viewer, list: { id, fileName }, refused }: ShopImportDiscardPageProps) => (
  <DeskFrame
    viewer={viewer}
    at={paths.shops()}
    title={`作废“${fileName}”`}
    crumbs={[
      { href: paths.shopImports(), label: '从 Excel 导入' },
      { href: paths.shopImport(id), label: fileName },
    ]}
  >
    <ErrorSummary refused={refused?.refused} />
    <Consequences
      touched={[]}
      undo="一家也不收，网店名录什么都不会改。文件会删掉，不能恢复；谁什么时候交过、作废的，留着记录。要用它，请再交一次。"
      action="作废"
      back={paths.shopImport(id)}
    />
  </DeskFrame>
)
