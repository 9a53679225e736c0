// Beginning a course from a file.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { TierField } from './tier-field.tsx'
import { studioCrumbs } from './version-crumbs.ts'

export function BringInPage({ viewer, refused }: { viewer: Viewer; refused: Refused | null }) {
  const [entered, errors] = [refused?.entered, refused?.refused.fields]
  return (
    <DeskFrame viewer={viewer} at={paths.studio()} title="新建课程：从文件带进来" crumbs={studioCrumbs}>
      <ErrorSummary refused={refused?.refused} />
      <section className="card">
        <p>
          可以是 Word 文档（.docx）、演示文稿（.pptx）、Markdown（.md）、纯文字（.txt），也可以是一门课的
          ZIP（在这里导出的，或者把课程文件夹打包）。带进来的是草稿，您改好、审过、发布了，学员才看得到。
        </p>
        <PostForm encType="multipart/form-data" className="stack narrow">
          <Field
            label="文件"
            hint="最多 30 MB。大的演示文稿要等十几秒。"
            name="file"
            type="file"
            accept=".docx,.pptx,.md,.txt,.zip"
            required
            errors={errors?.file}
          />
          <TierField chosen={entered?.tier} errors={errors?.tier} />
          <Field
            label="网址名（可以不写）"
            hint="小写字母、数字和 -，例如 sell-tea。不写就自动起一个，ZIP 用文件夹名。以后不能改"
            name="slug"
            maxLength={40}
            defaultValue={entered?.slug}
            errors={errors?.slug}
          />
          <p className="row">
            <Button>带进来</Button>
            <ButtonLink kind="plain" href={paths.newCourse()}>
              不用文件，从头写
            </ButtonLink>
          </p>
        </PostForm>
      </section>
    </DeskFrame>
  )
}
