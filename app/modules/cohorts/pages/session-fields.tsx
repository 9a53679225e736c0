// The sessions of a class as a form: a row each, with empty rows for new ones; a row that is emptied is dropped.
import type { Refused } from '#app/http/refused.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { CellField } from '#app/ui/field.tsx'
import { planLimits } from '../plan/plan-faults.ts'
import type { CohortHead } from '../queries.server.ts'

const emptyRows = ['new-1', 'new-2', 'new-3', 'new-4']
const fields = [
  { name: 'day', label: '日期', type: 'date', most: undefined },
  { name: 'startsAt', label: '时间', type: 'time', most: undefined },
  { name: 'topic', label: '内容', type: 'text', most: planLimits.topic },
  { name: 'place', label: '地点', type: 'text', most: planLimits.place },
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

/** What was typed, without topics that were only proposed: another course proposes others. */
const dropProposed = (entered: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(entered).filter(([name, value]) => {
      const row = /^topic-(.*)/.exec(name)?.[1]
      return row === undefined || value === '' || value !== entered[`suggested-${row}`]
    }),
  )

const lessonRow = (nth: number) => `new-lesson-${nth}`
const maxLessonRows = 500

/** Rows that were filled in beside lessons of a longer course. */
const listRowsBeyond = (entered: Record<string, string>, lessons: number) =>
  Array.from({ length: maxLessonRows }, (_, at) => lessonRow(lessons + at + 1)).filter(
    (id) => entered[`day-${id}`] || entered[`topic-${id}`],
  )

export function SessionFields({ sessions, suggested = [], entered: typed, errors = {} }: SessionFieldsProps) {
  const entered = dropProposed(typed)
  const rows = [
    ...sessions.map((session) => ({ ...session, suggested: '' })),
    ...suggested.map((topic, at) => toEmptyRow(lessonRow(at + 1), topic)),
    ...listRowsBeyond(entered, suggested.length).map((id) => toEmptyRow(id)),
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
          ...fields.map(({ name, label, type, most }) => ({
            head: label,
            cell: (row: (typeof rows)[number]) => (
              <CellField
                type={type}
                maxLength={most}
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
