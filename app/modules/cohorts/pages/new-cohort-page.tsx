// Planning a new class: what is taught, where and by whom, and on which days its lessons are held.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused, Typed } from '#app/http/refused.ts'
import { type Tier, tierLabels } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField, TextField } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { shownCourseField } from '../forms/cohort-plan-form.ts'
import { planLimits } from '../plan/plan-faults.ts'
import { SessionFields } from './session-fields.tsx'

interface NewCohortPageProps {
  viewer: Viewer
  /** Where the viewer may hold classes. */
  places: readonly { code: string; name: string }[]
  instructors: readonly { accountId: string; name: string }[]
  /** What can be taught, with the titles of its lessons. */
  courses: readonly { slug: string; title: string; tier: Tier; lessons: readonly string[] }[]
  /** The course that the page opens with. */
  course: string
  /** The next free number of this year. */
  next: number
  year: number
  /** What was typed when another course was asked for. */
  typed: Typed | null
  refused: Refused | null
}

export function NewCohortPage({ viewer, refused, ...form }: NewCohortPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.cohorts()} title="办新班" crumbs={[{ href: paths.cohorts(), label: '培训班' }]}>
      <ErrorSummary refused={refused?.refused} />
      <PlanForm {...form} typed={refused ?? form.typed} errors={refused?.refused.fields} />
    </DeskFrame>
  )
}

interface CourseChoiceProps extends Pick<NewCohortPageProps, 'courses'> {
  course: string
  errors: readonly string[] | undefined
}

/** The course decides the tier and which lessons are proposed, so it is chosen first; another one leaves whatever else was typed. */
const CourseChoice = ({ courses, course, errors }: CourseChoiceProps) => (
  <div className="filters">
    <input type="hidden" name={shownCourseField} value={course} />
    <SelectField label="课程" hint="层次跟课程走；课程出了新版，班里不自动换" name="courseSlug" defaultValue={course} errors={errors}>
      {courses.map(({ slug, title, tier }) => (
        <option key={slug} value={slug}>
          {title}（{tierLabels[tier]}）
        </option>
      ))}
    </SelectField>
    <Button kind="plain" name="turn" value="course" formNoValidate>
      换成这门课
    </Button>
  </div>
)

interface PlanProps extends Omit<NewCohortPageProps, 'viewer' | 'refused'> {
  errors: Refused['refused']['fields'] | undefined
}

function PlanForm({ courses, instructors, typed, errors, ...plan }: PlanProps) {
  const entered = typed?.entered ?? {}
  const course = courses.find(({ slug }) => slug === entered.courseSlug) ?? courses.find(({ slug }) => slug === plan.course)
  return (
    <PostForm>
      <CourseChoice courses={courses} course={course?.slug ?? ''} errors={errors?.courseSlug} />
      <PlaceFields {...plan} entered={entered} errors={errors} />
      <p className="soft">下面是这门课的内容：在要上的课旁边填日期和时间；不填日期的不排。一次课讲几样，写在一行里。</p>
      <SessionFields sessions={[]} suggested={course?.lessons ?? []} entered={entered} errors={errors} />
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
              <input type="checkbox" name="instructors" value={accountId} defaultChecked={typed?.ticked.instructors?.includes(accountId)} />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <div className="row save-bar">
        <Button>建班</Button>
      </div>
    </PostForm>
  )
}

/** Whoever holds classes in one place seldom calls them otherwise; the number tells them apart. */
const proposeName = ([place, another]: NewCohortPageProps['places']) => (place && !another ? `${place.name}电商培训班` : undefined)

/** What it is called, and where it is held. */
function PlaceFields({
  next,
  year,
  places,
  entered,
  errors,
}: Pick<PlanProps, 'next' | 'year' | 'places' | 'errors'> & Pick<Typed, 'entered'>) {
  const { shares } = useProgramme()
  return (
    <div className="columns">
      <Field
        label="期数"
        hint={`${year}年的下一个空号是 ${next}；空着就由系统给`}
        name="number"
        inputMode="numeric"
        defaultValue={entered.number ?? ''}
        placeholder={String(next)}
        errors={errors?.number}
      />
      <Field
        label="班名"
        name="name"
        required
        maxLength={planLimits.name}
        defaultValue={entered.name ?? proposeName(places)}
        errors={errors?.name}
      />
      <SelectField label="办班的地区" name="regionCode" defaultValue={entered.regionCode} errors={errors?.regionCode}>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field label="上课地点" name="place" required maxLength={planLimits.place} defaultValue={entered.place} errors={errors?.place} />
      <Field
        label="出勤要求（%）"
        hint="要上够全部课次的百分之几"
        name="attendanceRequired"
        inputMode="numeric"
        required
        defaultValue={entered.attendanceRequired ?? shares.attendancePercent}
        errors={errors?.attendanceRequired}
      />
    </div>
  )
}
