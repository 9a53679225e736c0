// Beginning a course: a name, for whom, and the name in its address. Also as a copy of another one.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { type Tier, tierLabels, tiers } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

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
      crumbs={[{ href: paths.studio(), label: '课程' }]}
    >
      <ErrorSummary refused={refused?.refused} />
      <Form method="post" className="stack narrow">
        {!copied && (
          <Field
            label="课程名"
            hint="最多 30 字"
            name="title"
            required
            maxLength={30}
            defaultValue={entered?.title}
            errors={errors?.title}
          />
        )}
        <SelectField label="给谁学" name="tier" defaultValue={entered?.tier ?? copied?.tier ?? 'entrepreneur'} errors={errors?.tier}>
          {tiers.map((tier) => (
            <option key={tier} value={tier}>
              {tierLabels[tier]}
            </option>
          ))}
        </SelectField>
        <Field
          label="网址名"
          hint="小写字母、数字和 -，例如 sell-tea。以后不能改"
          name="slug"
          required
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
      </Form>
    </DeskFrame>
  )
}
