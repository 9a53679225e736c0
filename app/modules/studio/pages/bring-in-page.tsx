// Beginning a course from a file.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { tierLabels, tiers } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

export function BringInPage({ viewer, refused }: { viewer: Viewer; refused: Refused | null }) {
  const [entered, errors] = [refused?.entered, refused?.refused.fields]
  return (
    <DeskFrame viewer={viewer} at={paths.studio()} title="新建课程：从文件带进来" crumbs={[{ href: paths.studio(), label: '课程' }]}>
      <ErrorSummary refused={refused?.refused} />
      <section className="card">
        <p>
          可以是 Word 文档（.docx）、演示文稿（.pptx）、Markdown（.md）、纯文字（.txt），也可以是一门课的
          ZIP（在这里导出的，或者把课程文件夹打包）。 带进来的是草稿，您改好、审过、发布了，学员才看得到。
        </p>
        <Form method="post" encType="multipart/form-data" className="stack narrow">
          <Field
            label="文件"
            hint="最多 30 MB。大的演示文稿要等十几秒。"
            name="file"
            type="file"
            accept=".docx,.pptx,.md,.txt,.zip"
            required
            errors={errors?.file}
          />
          <SelectField label="给谁学" name="tier" defaultValue={entered?.tier ?? 'entrepreneur'} errors={errors?.tier}>
            {tiers.map((tier) => (
              <option key={tier} value={tier}>
                {tierLabels[tier]}
              </option>
            ))}
          </SelectField>
          <Field
            label="网址名"
            hint="小写字母、数字和 -，例如 sell-tea，定了不能改。ZIP 里有文件夹名的，可以不写"
            name="slug"
            maxLength={40}
            defaultValue={entered?.slug}
            errors={errors?.slug}
          />
          <p className="actions">
            <Button>带进来</Button>
            <ButtonLink kind="plain" href={paths.newCourse()}>
              不用文件，从头写
            </ButtonLink>
          </p>
        </Form>
      </section>
    </DeskFrame>
  )
}
