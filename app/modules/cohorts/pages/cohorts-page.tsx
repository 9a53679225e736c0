// All cohorts in reach, and planning a new one.
import { Form } from '@remix-run/react'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { type Tier, tierLabels, tiers } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField, TextField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { ListedCohort } from '../cohorts.server.ts'
import { cohortList } from '../lists.ts'
import { cohortStateLabels, stateBadgeKinds } from '../states.ts'

interface CohortsPageProps {
  viewer: Viewer
  list: ListPart<ListedCohort>
  /** Where the viewer may hold classes. */
  places: readonly { code: string; name: string }[]
  instructors: readonly { accountId: string; name: string }[]
  courses: readonly { slug: string; title: string; tier: Tier }[]
  /** The next free number. */
  next: number
  /** Sessions in the accepted format. */
  example: string
  refused: Refused | null
}

export function CohortsPage({ viewer, list, ...plan }: CohortsPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.cohorts()} title="培训班">
      <ListTable
        id="list"
        caption="培训班"
        unit="个"
        definition={cohortList}
        part={list}
        rowKey={(cohort) => cohort.id}
        empty="还没有培训班。"
        workbook={paths.cohortsWorkbook()}
        cells={{
          name: (cohort) => <a href={paths.cohort(cohort.id)}>{cohort.name}</a>,
          state: (cohort) => <Badge kind={stateBadgeKinds[cohort.state]}>{cohortStateLabels[cohort.state]}</Badge>,
        }}
      />
      {hasDuty(viewer, 'cohorts.plan') && <PlanSection {...plan} />}
    </DeskFrame>
  )
}

type PlanProps = Omit<CohortsPageProps, 'viewer' | 'list'>

/** Planning a new cohort. */
const PlanSection = ({ next, courses, instructors, places, example, refused }: PlanProps) => (
  <section>
    <h2>办一个新班</h2>
    <ErrorSummary refused={refused?.refused} />
    <Form method="post">
      <div className="columns">
        <CourseFields next={next} courses={courses} instructors={instructors} refused={refused} />
        <PlaceFields places={places} example={example} refused={refused} />
      </div>
      <Button>建班</Button>
    </Form>
  </section>
)

/** What is taught, and by whom. */
function CourseFields({ next, courses, instructors, refused }: Pick<PlanProps, 'next' | 'courses' | 'instructors' | 'refused'>) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  return (
    <div>
      <Field label="期数" name="number" inputMode="numeric" required defaultValue={entered?.number ?? next} errors={errors?.number} />
      <Field label="班名" name="name" required defaultValue={entered?.name} errors={errors?.name} />
      <SelectField label="层次" name="tier" defaultValue={entered?.tier ?? 'entrepreneur'} errors={errors?.tier}>
        {tiers.map((tier) => (
          <option key={tier} value={tier}>
            {tierLabels[tier]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="课程"
        hint="开班后课程内容不再变"
        name="courseSlug"
        defaultValue={entered?.courseSlug}
        errors={errors?.courseSlug}
      >
        {courses.map((course) => (
          <option key={course.slug} value={course.slug}>
            {course.title}（{tierLabels[course.tier]}）
          </option>
        ))}
      </SelectField>
      {instructors.length > 0 && (
        <fieldset className="several">
          <legend>讲师</legend>
          {instructors.map(({ accountId, name }) => (
            <label key={accountId}>
              <input type="checkbox" name="instructors" value={accountId} /> {name}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}

/** Where and when. */
function PlaceFields({ places, example, refused }: Pick<PlanProps, 'places' | 'example' | 'refused'>) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  return (
    <div>
      <SelectField label="办班的地区" name="regionCode" defaultValue={entered?.regionCode} errors={errors?.regionCode}>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field label="上课地点" name="place" required defaultValue={entered?.place} errors={errors?.place} />
      <Field
        label="出勤要求（%）"
        hint="要上够全部课次的百分之几"
        name="attendanceRequired"
        inputMode="numeric"
        required
        defaultValue={entered?.attendanceRequired ?? 75}
        errors={errors?.attendanceRequired}
      />
      <TextField
        label="排课"
        hint="每行一次课：日期 时间 内容。以后还能改"
        name="sessions"
        rows={4}
        required
        defaultValue={entered?.sessions ?? example}
        errors={errors?.sessions}
      />
    </div>
  )
}
