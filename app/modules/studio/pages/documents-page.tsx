// Documents that became lessons of a version: bringing one in, and what did not come over of each.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { DocumentReport } from '../exchange/bring-in.server.ts'
import { versionCrumbs } from './version-crumbs.ts'

interface DocumentsPageProps {
  viewer: Viewer
  versionId: string
  title: string
  ordinal: number
  courseSlug: string
  canWrite: boolean
  documents: readonly DocumentReport[]
  refused: Refused | null
}

export function DocumentsPage({ viewer, versionId, title, ordinal, courseSlug, canWrite, documents, refused }: DocumentsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={documents.length > 0 ? '从文档带进来的课' : '加一课：从 Word、PPT、Markdown 带进来'}
      crumbs={versionCrumbs({ versionId, ordinal, course: { slug: courseSlug, title } })}
    >
      <ErrorSummary refused={refused?.refused} />
      {documents.map((document, nth) => (
        <Report key={document.id} versionId={versionId} document={document} isLatest={nth === 0 && canWrite} />
      ))}
      {canWrite && (
        <section className="card">
          <h2>{documents.length > 0 ? '再带一个进来' : '带一个进来'}</h2>
          <p>每个一级标题变成一个小节，演示文稿的每一页变成一个小节，图片一起带来。没有带过来的，一样一样写出来。原来的文件不会动。</p>
          <PostForm encType="multipart/form-data" className="filters">
            <Field
              label="文件"
              hint=".docx、.pptx、.md、.txt，最多 30 MB"
              name="file"
              type="file"
              accept=".docx,.pptx,.md,.txt"
              required
              errors={refused?.refused.fields.file}
            />
            <Button>带进来</Button>
          </PostForm>
        </section>
      )}
      {documents.length === 0 && <p className="soft">这一版还没有从文档带过课文。</p>}
    </DeskFrame>
  )
}

interface ReportProps {
  versionId: string
  document: DocumentReport
  /** Whether what it became is what one goes on with. */
  isLatest: boolean
}

function Report({ versionId, document: { fileName, at, lessons, left }, isLatest }: ReportProps) {
  const [first] = lessons.filter(({ title }) => title !== null)
  return (
    <section className="card">
      <h2>{fileName}</h2>
      <p>
        {formatMoment(at)} 带进来，成了 {lessons.length} 课：
        {lessons.map(({ file, title }, nth) => (
          <span key={file}>
            {nth > 0 && '、'}
            {title === null ? '（已经删掉的一课）' : <a href={paths.studioFile(versionId, file)}>{`《${title}》`}</a>}
          </span>
        ))}
        。
      </p>
      {isLatest && first && (
        <p className="row">
          <ButtonLink href={paths.studioFile(versionId, first.file)}>打开这一课，接着写</ButtonLink>
          <ButtonLink kind="plain" href={paths.studioMedia(versionId)}>
            加照片和声音
          </ButtonLink>
        </p>
      )}
      {left.length === 0 ? (
        <p className="soft">全都带过来了。</p>
      ) : (
        <DataTable
          caption={`没有带过来，或要您接着办的（${left.length}）`}
          rows={left}
          rowKey={({ what, where }) => `${what} ${where}`}
          columns={[
            { head: '什么', kind: 'short', cell: ({ what }) => what },
            { head: '在哪里', cell: ({ where }) => where },
            { head: '怎么办', cell: ({ advice }) => advice },
          ]}
        />
      )}
    </section>
  )
}
