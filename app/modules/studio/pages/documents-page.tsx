// Documents that became lessons of a version: bringing one in, and what did not come over of each.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import type { DocumentReport } from '../exchange/bring-in.server.ts'

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
      title="加一课：从 Word、PPT、Markdown 带进来"
      crumbs={[
        { href: paths.studio(), label: '课程' },
        { href: paths.studioCourse(courseSlug), label: title },
        { href: paths.studioVersion(versionId), label: `第 ${ordinal} 版` },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {canWrite && (
        <section className="card">
          <p>每个一级标题变成一个小节，演示文稿的每一页变成一个小节，图片一起带来。没有带过来的，一样一样写在下面。原来的文件不会动。</p>
          <Form method="post" encType="multipart/form-data" className="filters">
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
          </Form>
        </section>
      )}
      {documents.length === 0 && <p className="soft">这一版还没有从文档带过课文。</p>}
      {documents.map((document) => (
        <Report key={document.id} versionId={versionId} document={document} />
      ))}
    </DeskFrame>
  )
}

function Report({ versionId, document: { fileName, at, lessons, left } }: { versionId: string; document: DocumentReport }) {
  return (
    <section className="card">
      <h2>{fileName}</h2>
      <p>
        {formatMoment(at)} 带进来，成了 {lessons.length} 课：
        {lessons.map((lesson, nth) => (
          <span key={lesson}>
            {nth > 0 && '、'}
            <a href={paths.studioFile(versionId, `${lesson}.mdx`)}>{`${lesson}.mdx`}</a>
          </span>
        ))}
        。
      </p>
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
