// The page that changes a class that is not over: its sessions, name, place and instructors.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { CohortView } from '../cohorts.server.ts'
import { isOver, isRunning } from '../cohort.states.ts'
import { cohortStateLabels } from '../states.ts'
import { SessionFields } from './session-fields.tsx'

interface CohortPlanPageProps {
  viewer: Viewer
  cohort: CohortView
  /** All instructors; `teaches`: in this class. */
  instructors: readonly { accountId: string; name: string; teaches: boolean }[]
  refused: Refused | null
}

export function CohortPlanPage({ viewer, cohort, instructors, refused }: CohortPlanPageProps) {
  const entered = refused?.entered ?? {}
  const errors = refused?.refused.fields
  const others = instructors.filter(({ teaches }) => !teaches)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="改安排"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: `第 ${cohort.number} 期 ${cohort.name}` },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {!cohort.canRun || isOver(cohort.state) ? (
        <Notice>
          {cohort.canRun ? `培训班现在是「${cohortStateLabels[cohort.state]}」，安排不能再改。` : '这个班的安排由它的讲师或办班的专干改。'}
        </Notice>
      ) : (
        <Form method="post">
          <div className="columns">
            <Field label="班名" name="name" required defaultValue={entered.name ?? cohort.name} errors={errors?.name} />
            <Field label="上课地点" name="place" required defaultValue={entered.place ?? cohort.place} errors={errors?.place} />
            <Field
              label="出勤要求（%）"
              hint={isRunning(cohort.state) ? '开班以后不能再改' : '要上够全部课次的百分之几'}
              name="attendanceRequired"
              inputMode="numeric"
              readOnly={isRunning(cohort.state)}
              required
              defaultValue={entered.attendanceRequired ?? cohort.attendanceRequired}
              errors={errors?.attendanceRequired}
            />
          </div>
          <SessionFields sessions={cohort.sessions} entered={entered} errors={errors} />
          <p>
            讲师：
            {instructors
              .filter(({ teaches }) => teaches)
              .map(({ name }) => name)
              .join('、') || '还没有'}
            。要去掉一位，请管理员在“账号”里撤销。
          </p>
          {others.length > 0 && (
            <fieldset className="several row">
              <legend>加讲师</legend>
              {others.map(({ accountId, name }) => (
                <label key={accountId}>
                  <input type="checkbox" name="instructor" value={accountId} /> {name}
                </label>
              ))}
            </fieldset>
          )}
          <Button>保存</Button>
        </Form>
      )}
    </DeskFrame>
  )
}
