// The sessions of a class as a form: a row each, with empty rows for new ones; a row that is emptied is dropped.
import type { Refused } from '#app/http/refused.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { CellField } from '#app/ui/field.tsx'
import type { CohortHead } from '../queries.server.ts'

const emptyRows = ['new-1', 'new-2', 'new-3', 'new-4']
const fields = [
  { name: 'day', label: '日期', type: 'date' },
  { name: 'startsAt', label: '时间', type: 'time' },
  { name: 'topic', label: '内容', type: 'text' },
  { name: 'place', label: '地点', type: 'text' },
] as const

interface SessionFieldsProps {
  sessions: CohortHead['sessions']
  /** Topics to begin with, a row each; a row that gets no day is no session. */
  suggested?: readonly string[]
  /** What was entered when the form was refused. */
  entered: Record<string, string>
  /** Errors of all sessions under `sessions`, of a field of one under its name. */
  errors?: Refused['refused']['fields'] | undefined
}

const toEmptyRow = (id: string, topic = '') => ({ id, day: '', startsAt: '09:00', topic, place: '', marked: 0, suggested: topic })

export function SessionFields({ sessions, suggested = [], entered, errors = {} }: SessionFieldsProps) {
  const rows = [
    ...sessions.map((session) => ({ ...session, suggested: '' })),
    ...suggested.map((topic, at) => toEmptyRow(`new-lesson-${at + 1}`, topic)),
    ...emptyRows.map((id) => toEmptyRow(id)),
  ]
  return (
    <div id="field-sessions" tabIndex={-1}>
      {errors.sessions && <p className="field-error">{errors.sessions.join(' ')}</p>}
      <DataTable
        caption="课次"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          ...fields.map(({ name, label, type }) => ({
            head: label,
            cell: (row: (typeof rows)[number]) => (
              <CellField
                type={type}
                name={`${name}-${row.id}`}
                label={`${row.day || '新课次'}的${label}`}
                defaultValue={entered[`${name}-${row.id}`] ?? row[name]}
                errors={errors[`${name}-${row.id}`]}
              />
            ),
          })),
          {
            head: '说明',
            cell: ({ id, marked, day, suggested: topic }) => (
              <span className="soft small">
                {marked > 0 ? `已记考勤 ${marked} 人` : day ? '清空日期和内容就去掉' : topic ? '不填日期就不排' : '新的一次课'}
                {topic && <input type="hidden" name={`suggested-${id}`} value={topic} />}
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}
