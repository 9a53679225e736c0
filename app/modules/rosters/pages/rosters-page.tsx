// Rosters: uploading one, and earlier ones.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import type { ListedRoster } from '../rosters.server.ts'

const states = {
  reading: ['info', '正在读'],
  failed: ['bad', '读不了'],
  previewed: ['warn', '等您决定'],
  taking: ['info', '正在导入'],
  stopped: ['bad', '停在中途'],
  accepted: ['good', '已导入'],
  withdrawn: ['info', '已作废'],
} as const

interface RostersPageProps {
  viewer: Viewer
  rosters: readonly ListedRoster[]
  /** Classes in which people can be enrolled. */
  cohorts: readonly { id: string; name: string }[]
  refused: Refused | null
}

export function RostersPage({ viewer, rosters, cohorts, refused }: RostersPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.rosters()} title="花名册">
      <ErrorSummary refused={refused?.refused} />
      <section className="card">
        <h2>交一份花名册</h2>
        <p>先看一遍再决定：哪些是新增、已有、变更，哪些要退回，每行都写明原因。没有点“导入”之前，什么都不会改。</p>
        <Form method="post" encType="multipart/form-data" className="filters">
          <Field
            label="文件"
            hint=".xlsx 或 .csv，最多 30 MB"
            name="file"
            type="file"
            accept=".xlsx,.csv,.txt"
            required
            errors={refused?.refused.fields.file}
          />
          <SelectField label="同时报名到" name="cohort" defaultValue={refused?.entered.cohort} errors={refused?.refused.fields.cohort}>
            <option value="">不报名，只登记</option>
            {cohorts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button>上传并预览</Button>
        </Form>
      </section>
      <DataTable
        caption="交过的花名册"
        rows={rosters}
        rowKey={({ id }) => id}
        empty="还没有交过花名册。"
        columns={[
          { head: '文件', cell: ({ id, fileName }) => <a href={paths.roster(id)}>{fileName}</a> },
          { head: '谁交的', cell: ({ by }) => by },
          { head: '时间', kind: 'day', cell: ({ uploadedAt }) => formatMoment(uploadedAt) },
          { head: '状态', kind: 'state', cell: ({ state }) => <Badge kind={states[state][0]}>{states[state][1]}</Badge> },
          { head: '行数', kind: 'number', cell: ({ counts }) => counts?.rows },
          { head: '新增', kind: 'number', cell: ({ counts }) => counts?.new },
          { head: '已有', kind: 'number', cell: ({ counts }) => counts?.known },
          { head: '变更', kind: 'number', cell: ({ counts }) => counts?.changed },
          { head: '退回', kind: 'number', cell: ({ counts }) => counts?.refused },
        ]}
      />
    </DeskFrame>
  )
}
