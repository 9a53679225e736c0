// Rosters: hand one in, and those handed in before.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { sayMoment } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { postedFile } from '#app/http/bodies/posted-file.server.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { handInRoster, listRosters, previewRoster, workOn } from '#app/modules/rosters/rosters.server.ts'
import { mostBytes, UnreadableFile } from '#app/spreadsheet/spreadsheet.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '花名册 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'rosters.import')
  const { site } = asked.context
  const open = (await listCohorts(site, viewer)).filter(({ state }) => ['planned', 'enrolling', 'running'].includes(state))
  const rosters = (await listRosters(site, viewer)).map((roster) => ({ ...roster, uploadedAt: sayMoment(roster.uploadedAt) }))
  return { viewer, rosters, cohorts: open.map(({ id, number, name }) => ({ id, name: `第 ${number} 期 ${name}` })) }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'rosters.import')
    const { site } = asked.context
    if (Number(request.headers.get('content-length')) > mostBytes + roomForTheForm) throw new UnreadableFile('too-large')
    const form = await formOf(request)
    const file = await postedFile(form, '请选一个花名册文件。')
    const importId = await handInRoster(site, viewer, { ...file, cohortId: String(form.get('cohort') ?? '') || null })
    await workOn(importId, () => previewRoster(site, viewer, { importId }))
    return redirect(paths.roster(importId))
  })

/** What a posted form adds around the file. */
const roomForTheForm = 64 * 1024

const states = {
  reading: ['info', '正在读'],
  failed: ['bad', '读不了'],
  previewed: ['warn', '等您决定'],
  taking: ['info', '正在导入'],
  stopped: ['bad', '停在中途'],
  accepted: ['good', '已导入'],
  withdrawn: ['info', '已作废'],
} as const

export default function RostersPage() {
  const { viewer, rosters, cohorts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
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
          { head: '时间', cell: ({ uploadedAt }) => uploadedAt },
          { head: '状态', cell: ({ state }) => <Badge kind={states[state][0]}>{states[state][1]}</Badge> },
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
