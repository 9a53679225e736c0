// Planning a new class: what is taught, where and by whom, and on which days its lessons are held.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { type Tier, tierLabels } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField, TextField } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { planLimits } from '../plan/plan-faults.ts'
import { SessionFields } from './session-fields.tsx'

interface NewCohortPageProps {
  viewer: Viewer
  /** Where the viewer may hold classes. */
  places: readonly { code: string; name: string }[]
  instructors: readonly { accountId: string; name: string }[]
  courses: readonly { slug: string; title: string; tier: Tier }[]
  /** The course that is chosen, with the titles of its lessons. */
  course: { slug: string; lessons: readonly string[] }
  /** The next free number of this year. */
  next: number
  year: number
  refused: Refused | null
}

export function NewCohortPage({ viewer, refused, courses, course, ...form }: NewCohortPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.cohorts()} title="办新班" crumbs={[{ href: paths.cohorts(), label: '培训班' }]}>
      <ErrorSummary refused={refused?.refused} />
      <CourseChoice courses={courses} course={course} />
      <PlanForm {...{ ...form, course, refused }} />
    </DeskFrame>
  )
}

/** The course decides the tier and which lessons are proposed, so it is chosen first. */
const CourseChoice = ({ courses, course }: Pick<NewCohortPageProps, 'courses' | 'course'>) => (
  <form method="get" className="filters">
    <SelectField label="课程" hint="层次跟课程走；开班后课程内容不再变" id="course" name="course" defaultValue={course.slug}>
      {courses.map(({ slug, title, tier }) => (
        <option key={slug} value={slug}>
          {title}（{tierLabels[tier]}）
        </option>
      ))}
    </SelectField>
    <Button kind="plain">换成这门课</Button>
  </form>
)

type PlanProps = Omit<NewCohortPageProps, 'viewer' | 'courses'>

function PlanForm({ course, instructors, refused, ...plan }: PlanProps) {
  const entered = refused?.entered ?? {}
  const errors = refused?.refused.fields
  return (
    <Form method="post">
      <input type="hidden" name="courseSlug" value={course.slug} />
      <PlaceFields {...plan} refused={refused} />
      <p className="soft">下面是这门课的内容：在要上的课旁边填日期和时间；不填日期的不排。一次课讲几样，写在一行里。</p>
      <SessionFields sessions={[]} suggested={course.lessons} entered={entered} errors={errors} />
      <Fold summary="从通知里整段贴进来" open={errors?.timetable !== undefined || Boolean(entered.timetable)}>
        <TextField
          label="每行一次课"
          hint="写成：2026年12月1日 上午9点 认识网店"
          name="timetable"
          rows={4}
          defaultValue={entered.timetable}
          errors={errors?.timetable}
        />
      </Fold>
      {instructors.length > 0 && (
        <fieldset className="several row">
          <legend>讲师</legend>
          {instructors.map(({ accountId, name }) => (
            <label key={accountId}>
              <input
                type="checkbox"
                name="instructors"
                value={accountId}
                defaultChecked={refused?.ticked.instructors?.includes(accountId)}
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <div className="row save-bar">
        <Button>建班</Button>
      </div>
    </Form>
  )
}

/** Whoever holds classes in one place seldom calls them otherwise; the number tells them apart. */
const proposeName = ([place, another]: NewCohortPageProps['places']) => (place && !another ? `${place.name}电商培训班` : undefined)

/** What it is called, and where it is held. */
function PlaceFields({ next, year, places, refused }: Pick<PlanProps, 'next' | 'year' | 'places' | 'refused'>) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  const { shares } = useProgramme()
  return (
    <div className="columns">
      <Field
        label="期数"
        hint={`${year}年的下一个空号是 ${next}；空着就由系统给`}
        name="number"
        inputMode="numeric"
        defaultValue={entered?.number ?? ''}
        placeholder={String(next)}
        errors={errors?.number}
      />
      <Field
        label="班名"
        name="name"
        required
        maxLength={planLimits.name}
        defaultValue={entered?.name ?? proposeName(places)}
        errors={errors?.name}
      />
      <SelectField label="办班的地区" name="regionCode" defaultValue={entered?.regionCode} errors={errors?.regionCode}>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field label="上课地点" name="place" required maxLength={planLimits.place} defaultValue={entered?.place} errors={errors?.place} />
      <Field
        label="出勤要求（%）"
        hint="要上够全部课次的百分之几"
        name="attendanceRequired"
        inputMode="numeric"
        required
        defaultValue={entered?.attendanceRequired ?? shares.attendancePercent}
        errors={errors?.attendanceRequired}
      />
    </div>
  )
}
