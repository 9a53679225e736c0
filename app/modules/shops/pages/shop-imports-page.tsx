// Lists of shops: uploading one, and earlier ones.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { Expiry } from '#app/importing/expiry.ts'
import { columnLabels } from '../imports/columns.ts'
import type { ShopImportState } from '../imports/shop-imports.server.ts'

const states = {
  previewed: ['warn', '等您决定'],
  taking: ['running', '导入没有完'],
  accepted: ['good', '已导入'],
  withdrawn: ['info', '已作废'],
  lapsed: ['info', '过期作废'],
} as const satisfies Record<ShopImportState, readonly [string, string]>

interface ShopImportsPageProps {
  viewer: Viewer
  lists: readonly { id: string; fileName: string; uploadedAt: string; state: ShopImportState; expiry: Expiry | null }[]
  refused: Refused | null
}

export function ShopImportsPage({ viewer, lists, refused }: ShopImportsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title="从 Excel 导入网店"
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
      <DataTable
        caption="交过的名录"
        rows={lists}
        rowKey={({ id }) => id}
        empty="还没有交过。"
        columns={[
          { head: '文件', cell: ({ id, fileName }) => <a href={paths.shopImport(id)}>{fileName}</a> },
          { head: '什么时候', kind: 'short', cell: ({ uploadedAt }) => uploadedAt },
          {
            head: '结果',
            kind: 'short',
            cell: ({ state, expiry }) => (
              <>
                <Badge kind={states[state][0]}>{states[state][1]}</Badge>
                {expiry && <div className="small soft">{expiry.left}</div>}
              </>
            ),
          },
        ]}
      />
    </DeskFrame>
  )
}
