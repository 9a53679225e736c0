// Beginning a course: a name, for whom, and the name in its address. Also as a copy of another one.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import { courseLabels } from '#app/modules/courses/field-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { TierField } from './tier-field.tsx'
import { studioCrumbs } from './version-crumbs.ts'

interface NewCoursePageProps {
  viewer: Viewer
  /** What it is copied from; null for one that is begun anew. */
  copied: { slug: string; title: string; ordinal: number; tier: Tier } | null
  refused: Refused | null
}

export function NewCoursePage({ viewer, copied, refused }: NewCoursePageProps) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  const back = copied ? paths.studioCourse(copied.slug) : paths.studio()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={copied ? `照《${copied.title}》第 ${copied.ordinal} 版写一门新课` : '写新课程'}
      crumbs={studioCrumbs}
    >
      <ErrorSummary refused={refused?.refused} />
      <PostForm className="stack narrow">
        {!copied && (
          <Field
            label={courseLabels.title}
            hint="最多 30 字"
            name="title"
            required
            maxLength={30}
            defaultValue={entered?.title}
            errors={errors?.title}
          />
        )}
        <TierField chosen={entered?.tier} usual={copied?.tier} errors={errors?.tier} />
        <Field
          label="网址名（可以不写）"
          hint="小写字母、数字和 -，例如 sell-tea。不写就自动起一个。以后不能改"
          name="slug"
          maxLength={40}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={entered?.slug}
          errors={errors?.slug}
        />
        <div className="row">
          <Button>{copied ? '抄一份' : '开始写'}</Button>
          <ButtonLink kind="plain" href={back}>
            不写，回去
          </ButtonLink>
        </div>
      </PostForm>
    </DeskFrame>
  )
}
