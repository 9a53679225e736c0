// The lessons of a version in their order. They are moved by buttons; with a script also by dragging.
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { VersionView } from '../queries.server.ts'

interface LessonOrderProps {
  version: VersionView
  refused: Refused | null
}

export function LessonOrder({ version, refused }: LessonOrderProps) {
  const { outline, can, openRemarks } = version
  const listed = outline.lessons.filter(({ isListed }) => isListed)
  const remarksOf = (file: string) => openRemarks.find(({ name }) => name === file)?.count ?? 0
  return (
    <section className="card">
      <h2>课文（{outline.lessons.length}）</h2>
      <PostForm>
        <input type="hidden" name="do" value="order" />
        <ol className="lesson-order" data-reorder={(can.write && listed.length > 1) || undefined}>
          {outline.lessons.map(({ slug, file, title, minutes, isThere, isListed }) => (
            <li key={slug} data-reorder-label={isListed ? `《${title}》` : undefined}>
              {isListed && <input type="hidden" name="lesson" value={slug} />}
              <span className="lesson-title">
                {isThere ? <a href={paths.studioFile(version.id, file)}>{title}</a> : `${title}（没有课文）`}
                <span className="soft">
                  {[minutes && `${minutes} 分钟`, !isListed && '没有排进课程', remarksOf(file) > 0 && `${remarksOf(file)} 条意见`]
                    .filter(Boolean)
                    .map((words) => ` · ${String(words)}`)
                    .join('')}
                </span>
              </span>
              {can.write && (
                <span className="lesson-moves">
                  {isListed && listed.length > 1 && (
                    <>
                      <Button kind="plain" name="move" value={`up:${slug}`} aria-label={`《${title}》往前一课`}>
                        ↑
                      </Button>
                      <Button kind="plain" name="move" value={`down:${slug}`} aria-label={`《${title}》往后一课`}>
                        ↓
                      </Button>
                    </>
                  )}
                  <Button kind="plain" name="remove" value={slug} aria-label={`删掉《${title}》`}>
                    删掉
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ol>
      </PostForm>
      {can.write && (
        <Fold summary="加一课" open={refused?.entered.do === 'lesson'}>
          <PostForm className="stack narrow">
            <Field
              label="课名"
              hint="最多 24 字"
              id="field-lesson-title" // the course has a title too
              name="title"
              required
              maxLength={24}
              defaultValue={refused?.entered.do === 'lesson' ? refused.entered.title : undefined}
              errors={refused?.entered.do === 'lesson' ? refused.refused.fields.title : undefined}
            />
            <Field
              label="网址名（可以不写）"
              hint="小写字母、数字和 -，以后不能改"
              name="slug"
              maxLength={40}
              defaultValue={refused?.entered.slug}
              errors={refused?.refused.fields.slug}
            />
            <Button name="do" value="lesson">
              加上
            </Button>
          </PostForm>
        </Fold>
      )}
    </section>
  )
}
