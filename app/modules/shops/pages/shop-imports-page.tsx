// Lists of shops: uploading one, and earlier ones.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { columnLabels } from '../imports/columns.ts'
import { type ListedShopImport, shopImportList, shopImportStates } from '../imports/import-list.ts'

interface ShopImportsPageProps {
  viewer: Viewer
  list: ListPart<ListedShopImport>
  refused: Refused | null
}

export function ShopImportsPage({ viewer, list, refused }: ShopImportsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title="从 Excel 导入网店"
      printed={usePrintedReach()}
      crumbs={[{ href: paths.shops(), label: '网店名录' }]}
      actions={
        <ButtonLink kind="plain" href={paths.shopImportTemplate()}>
          下载名录模板
        </ButtonLink>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <section className="card">
        <p>先看一遍再决定：哪些是新增、已有、变更，哪些要退回，每行都写明原因。没有点“导入”之前，什么都不会改。</p>
        <PostForm encType="multipart/form-data" className="filters">
          <Field
            label="文件"
            hint=".xlsx 或 .csv"
            name="file"
            type="file"
            accept=".xlsx,.csv,.txt"
            required
            errors={refused?.refused.fields.file}
          />
          <Button>上传并预览</Button>
        </PostForm>
        <details>
          <summary>表里可以有哪些列</summary>
          <p>
            必须有：店名、店主、手机号、卖什么，西部店还要有乡镇。哪一方可以写成一列，也可以写在工作表的名字里（东部、西部）。一格里有几样的，用顿号隔开。
          </p>
          <p>其他：{Object.values(columnLabels).slice(5).join('、')}。叫法不一样也认得。</p>
        </details>
      </section>
      <ListTable
        id="list"
        caption="交过的名录"
        unit="份"
        definition={shopImportList}
        part={list}
        rowKey={({ id }) => id}
        empty="还没有交过。"
        workbook={paths.shopImportsWorkbook()}
        cells={{
          file: ({ id, fileName }) => <a href={paths.shopImport(id)}>{fileName}</a>,
          state: ({ state, expiry }) => (
            <>
              <Badge kind={shopImportStates[state][0]}>{shopImportStates[state][1]}</Badge>
              {expiry && <div className="small soft">{expiry.left}</div>}
            </>
          ),
        }}
      />
    </DeskFrame>
  )
}
