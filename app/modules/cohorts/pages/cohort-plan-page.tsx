// The page that changes a class that is not over: its sessions, name, place and instructors.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { type Tier, tierLabels } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { isOver, isPlanned, isRunning } from '../cohort.states.ts'
import { planLimits } from '../plan/plan-faults.ts'
import type { CohortHead } from '../queries.server.ts'
import { cohortStateLabels } from '../states.ts'
import { HolidayNotice } from './holiday-notice.tsx'
import { SessionFields } from './session-fields.tsx'

interface CohortPlanPageProps {
  viewer: Viewer
  cohort: CohortHead
  /** All instructors; `teaches`: in this class. */
  instructors: readonly { accountId: string; name: string; teaches: boolean }[]
  courses: readonly { slug: string; title: string; tier: Tier }[]
  /** Where the viewer may hold classes. */
  places: readonly { code: string; name: string }[]
  refused: Refused | null
}

export function CohortPlanPage({ viewer, cohort, instructors, courses, places, refused }: CohortPlanPageProps) {
  const entered = refused?.entered ?? {}
  const errors = refused?.refused.fields
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="改安排"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {!cohort.canRun || isOver(cohort.state) ? (
        <Notice>
          {cohort.canRun ? `培训班现在是「${cohortStateLabels[cohort.state]}」，安排不能再改。` : '这个班的安排由它的讲师或办班的专干改。'}
        </Notice>
      ) : (
        <PostForm>
          <input type="hidden" name="seen" value={entered.seen ?? cohort.plan} />
          <div className="columns">
            <IdentityFields {...{ cohort, courses, places, refused }} />
            <Field
              label="班名"
              name="name"
              required
              maxLength={planLimits.name}
              defaultValue={entered.name ?? cohort.name}
              errors={errors?.name}
            />
            <Field
              label="上课地点"
              name="place"
              required
              maxLength={planLimits.place}
              defaultValue={entered.place ?? cohort.place}
              errors={errors?.place}
            />
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
          <HolidayNotice sessions={cohort.sessions} />
          <SessionFields sessions={cohort.sessions} entered={entered} errors={errors} />
          <InstructorFields instructors={instructors} refused={refused} />
          <div className="row save-bar">
            <Button>保存</Button>
          </div>
        </PostForm>
      )}
    </DeskFrame>
  )
}

/** What is printed on certificates and counted in reports: it changes only before the class begins. */
function IdentityFields({ cohort, courses, places, refused }: Pick<CohortPlanPageProps, 'cohort' | 'courses' | 'places' | 'refused'>) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  const course = courses.find(({ slug }) => slug === cohort.courseSlug)
  return (
    <>
      <Field
        label="期数"
        hint={isRunning(cohort.state) ? '开班以后不能再改' : undefined}
        name="number"
        inputMode="numeric"
        readOnly={isRunning(cohort.state)}
        required
        defaultValue={entered?.number ?? cohort.number}
        errors={errors?.number}
      />
      {isPlanned(cohort.state) && (
        <>
          <SelectField
            label="课程"
            hint="层次跟课程走"
            name="courseSlug"
            defaultValue={entered?.courseSlug ?? cohort.courseSlug}
            errors={errors?.courseSlug}
          >
            {!course && <option value={cohort.courseSlug}>{cohort.courseTitle}</option>}
            {courses.map(({ slug, title, tier }) => (
              <option key={slug} value={slug}>
                {title}（{tierLabels[tier]}）
              </option>
            ))}
          </SelectField>
          <SelectField
            label="办班的地区"
            name="regionCode"
            defaultValue={entered?.regionCode ?? cohort.regionCode}
            errors={errors?.regionCode}
          >
            {places.every(({ code }) => code !== cohort.regionCode) && <option value={cohort.regionCode}>不变</option>}
            {places.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        </>
      )}
      {!isPlanned(cohort.state) && course && course.tier !== cohort.tier && (
        <label className="tick">
          <input type="checkbox" name="fitTier" value="yes" /> 层次现在是{tierLabels[cohort.tier]}，这门课是给{tierLabels[course.tier]}
          的：改成{tierLabels[course.tier]}
        </label>
      )}
    </>
  )
}

/** Who teaches the class: ticked to be added, or to be taken out. */
function InstructorFields({ instructors, refused }: Pick<CohortPlanPageProps, 'instructors' | 'refused'>) {
  const choices = [
    { legend: '去掉讲师', name: 'without', who: instructors.filter(({ teaches }) => teaches) },
    { legend: '加讲师', name: 'instructor', who: instructors.filter(({ teaches }) => !teaches) },
  ]
  return (
    <>
      {choices
        .filter(({ who }) => who.length > 0)
        .map(({ legend, name, who }) => (
          <fieldset key={name} className="several row">
            <legend>{legend}</legend>
            {who.map((one) => (
              <label key={one.accountId}>
                <input type="checkbox" name={name} value={one.accountId} defaultChecked={refused?.ticked[name]?.includes(one.accountId)} />{' '}
                {one.name}
              </label>
            ))}
          </fieldset>
        ))}
    </>
  )
}
