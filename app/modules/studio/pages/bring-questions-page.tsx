// Questions from a file: choosing it, what of it can come and why the rest cannot, and accepting.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { formatLabels, questionFormats, refusalLabels } from '#app/importing/questions/question.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { UnreadNotice } from '#app/ui/unread-notice.tsx'
import type { BankTarget } from '../questions/bank-exchange.server.ts'
import type { PostedPreview } from '../questions/handle-bring-form.server.ts'
import { versionCrumbs } from './version-crumbs.ts'

interface BringQuestionsPageProps {
  viewer: Viewer
  target: BankTarget
  preview: PostedPreview | null
  refused: Refused | null
}

export function BringQuestionsPage({ viewer, target, preview, refused }: BringQuestionsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title="带入题目"
      crumbs={versionCrumbs(
        { ...target, course: { slug: target.courseSlug, title: target.title } },
        { href: paths.studioQuestions(target.versionId), label: '题库和考试' },
      )}
      actions={
        <ButtonLink kind="plain" href={paths.questionTemplate()}>
          下载 Excel 模板
        </ButtonLink>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {preview && <Preview preview={preview} target={target} />}
      <Fold summary={preview ? '换一个文件' : '选一个文件'} open={!preview}>
        <FileForm target={target} refused={refused} />
      </Fold>
    </DeskFrame>
  )
}

const whither = ({ begins, ordinal }: BankTarget) =>
  begins ? `从在用的第 ${ordinal} 版新开一版草稿，题目放进那里；正在学的班不受影响。` : `题目放进第 ${ordinal} 版（草稿）的题库。`

function FileForm({ target, refused }: Pick<BringQuestionsPageProps, 'target' | 'refused'>) {
  return (
    <PostForm encType="multipart/form-data" className="stack narrow">
      <p className="small soft">
        可以是 Moodle 导出的题（Moodle XML、GIFT）、Aiken、QTI，或按模板填的 Excel。先看一看哪些能带进来，再收下。{whither(target)}
      </p>
      <Field
        label="题目文件"
        hint="最多 30 MB。一道题有问题，只退回那一道。"
        name="file"
        type="file"
        accept=".xml,.gift,.txt,.zip,.xlsx"
        required
        errors={refused?.refused.fields.file}
      />
      <SelectField label="格式" name="format" defaultValue={refused?.entered.format} errors={refused?.refused.fields.format}>
        <option value="">自己认</option>
        {questionFormats.map((format) => (
          <option key={format} value={format}>
            {formatLabels[format]}
          </option>
        ))}
      </SelectField>
      <Button name="do" value="preview">
        看一看
      </Button>
    </PostForm>
  )
}

function Preview({ preview, target }: { preview: PostedPreview; target: BankTarget }) {
  const { fileName, questions, added, changed, known, refused, noted, similar, similarCount, unread } = preview
  const refusals = refused.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <p>
        “{fileName}”里有 {questions} 道题：新的 {added.count}，题库里已有 {known}，变了的 {changed.count}，退回 {refusals}。
      </p>
      <UnreadNotice sentences={unread} />
      {added.count + changed.count > 0 ? (
        <AcceptForm preview={preview} target={target} />
      ) : (
        <Notice kind={known > 0 ? 'info' : 'warn'}>
          <p>{known > 0 ? '能带的题，题库里都已经有了，没有什么要放进去。' : '没有一道题能放进题库。请照下面的原因改好，再传一次。'}</p>
        </Notice>
      )}
      <Refusals refused={refused} />
      {similarCount > 0 && <Similar rows={similar} count={similarCount} />}
      {noted.count > 0 && (
        <Fold summary={`收下，但和原来不完全一样（${noted.count}）`}>
          <ul>
            {noted.rows.map(({ index, name, notes }) => (
              <li key={index}>{`第 ${index} 题 ${name}：${notes.join('')}`}</li>
            ))}
          </ul>
          <Rest {...noted} />
        </Fold>
      )}
      <Taken caption="变了的题" few={changed} />
      <Taken caption="新的题" few={added} />
    </>
  )
}

const Rest = ({ rows, count }: { rows: readonly unknown[]; count: number }) =>
  count > rows.length && <p className="small soft">{`这里列出前 ${rows.length} 道，一共 ${count} 道。`}</p>

function AcceptForm({
  preview: { added, changed, withoutLesson, unexplained, carried },
  target,
}: {
  preview: PostedPreview
  target: BankTarget
}) {
  return (
    <section className="card">
      <PostForm className="stack narrow">
        <input type="hidden" name="questions" value={carried} />
        {withoutLesson > 0 ? (
          <SelectField
            label="哪一课讲的"
            hint={`有 ${withoutLesson} 道新题没有写是哪一课，都放在这一课；收下以后可以一道一道改。`}
            name="lesson"
          >
            {target.lessons.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </SelectField>
        ) : (
          <input type="hidden" name="lesson" value={target.lessons[0]?.slug} />
        )}
        {unexplained > 0 && (
          <p className="small soft">{`有 ${unexplained} 道新题没有解释。收下以后，题库里标着“没有解释”，可以慢慢补。`}</p>
        )}
        {changed.count > 0 && (
          <p className="small soft">{`变了的 ${changed.count} 道换成文件里的；原来的在题库“以前的稿”里，可以拿回来。`}</p>
        )}
        <p className="small soft">{whither(target)}</p>
        <Button name="do" value="accept">{`收下 ${added.count + changed.count} 道题`}</Button>
      </PostForm>
    </section>
  )
}

/** Grouped by why; whoever brings two hundred questions mends one kind of fault after the other. */
const Refusals = ({ refused }: Pick<PostedPreview, 'refused'>) =>
  refused.map(({ code, rows, count }) => (
    <Fold
      key={code}
      summary={`退回：${refusalLabels[code]}（${count}）`}
      open={refused.length <= 3 ? count <= 10 : refused.every((one) => one.count <= 5)}
    >
      <DataTable
        caption={`退回：${refusalLabels[code]}`}
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          { head: '第几题', kind: 'number', cell: ({ index }) => index },
          { head: '行', kind: 'number', cell: ({ line }) => line },
          { head: '名称', cell: ({ name }) => name },
          { head: '为什么，怎么办', cell: ({ message }) => message },
        ]}
      />
      <Rest rows={rows} count={count} />
    </Fold>
  ))

function Similar({ rows, count }: { rows: PostedPreview['similar']; count: number }) {
  return (
    <Fold summary={`和别的题很像，看看是不是同一道（${count}）`} open={count <= 10}>
      <DataTable
        caption="很像的题"
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          { head: '第几题', kind: 'number', cell: ({ index }) => index },
          { head: '新的题', cell: ({ text }) => text },
          { head: '像哪一道', cell: ({ like }) => like },
          { head: '在哪里', kind: 'short', cell: ({ isInBank }) => (isInBank ? '题库里' : '这个文件里') },
          { head: '一样', kind: 'number', cell: ({ percent }) => `${percent}%` },
        ]}
      />
      <Rest rows={rows} count={count} />
    </Fold>
  )
}

function Taken({ caption, few: { rows, count } }: { caption: string; few: PostedPreview['added'] }) {
  if (count === 0) return null
  return (
    <Fold summary={`${caption}（${count}）`} open={count <= 20}>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          { head: '第几题', kind: 'number', cell: ({ index }) => index },
          { head: '题目', cell: ({ text }) => text },
          { head: '种类', kind: 'short', cell: ({ kind }) => kindLabels[kind] },
          { head: '解释', kind: 'short', cell: ({ isExplained }) => (isExplained ? '有' : '没有解释') },
        ]}
      />
      <Rest rows={rows} count={count} />
    </Fold>
  )
}
