// The revisions of a file: who saved when, what changed since then, and a way to bring one back.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { ComparedBlock } from '../../compare.ts'
import { revisionLabels } from '../../labels.ts'
import type { FileView, RevisionLine } from '../../queries.server.ts'

interface RevisionsPageProps {
  viewer: Viewer
  view: FileView
  revisions: readonly RevisionLine[]
  shown: { sequence: number; content: string; compared: ComparedBlock[] } | null
  refused: Refused | null
}

export function RevisionsPage({ viewer, view, revisions, shown, refused }: RevisionsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`${view.name} 以前的稿`}
      crumbs={[
        { href: paths.studio(), label: '课程' },
        { href: paths.studioVersion(view.versionId), label: `第 ${view.ordinal} 版` },
        { href: paths.studioFile(view.versionId, view.name), label: view.name },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <p className="soft">每次保存都留了一稿。点一稿，看它和现在有什么不同；拿回来以后，现在的也还在这里。</p>
      <div className="revisions">
        <ol className="revision-list">
          {revisions.map(({ sequence, kind, by, at, length }) => (
            <li key={sequence}>
              <a
                href={paths.studioRevisions(view.versionId, view.name, sequence)}
                aria-current={shown?.sequence === sequence ? 'true' : undefined}
              >
                <b>{formatMoment(at)}</b>
                <span>
                  {by} · {revisionLabels[kind]}
                </span>
                <small>
                  {sequence === view.sequence ? '现在用的 · ' : ''}
                  {length} 字
                </small>
              </a>
            </li>
          ))}
        </ol>
        <section className="revision" aria-label="这一稿">
          {shown ? <Shown view={view} shown={shown} /> : <p className="soft">点左边的一稿来看。</p>}
        </section>
      </div>
    </DeskFrame>
  )
}

const Shown = ({ view, shown }: { view: FileView; shown: NonNullable<RevisionsPageProps['shown']> }) => {
  const isNow = shown.sequence === view.sequence
  const isSame = shown.compared.every(({ kind }) => kind === 'same')
  return (
    <>
      {isSame ? (
        <Notice>
          <p>{isNow ? '这就是现在用的一稿。' : '和现在的一样。'}</p>
        </Notice>
      ) : (
        <>
          <h2>从这一稿到现在，改了什么</h2>
          <Compared blocks={shown.compared} />
        </>
      )}
      {view.canWrite && !isSame && (
        <Form method="post">
          <input type="hidden" name="do" value="bringBack" />
          <input type="hidden" name="sequence" value={shown.sequence} />
          <Button>拿回这一稿</Button>
        </Form>
      )}
      <h2>这一稿的全文</h2>
      <pre className="writing-source" tabIndex={0}>
        {shown.content}
      </pre>
    </>
  )
}

/** Only what changed, with the paragraph before it. */
const Compared = ({ blocks }: { blocks: readonly ComparedBlock[] }) => (
  <div className="compared">
    {blocks.map((block, nth) => {
      if (block.kind === 'changed')
        return (
          <p key={nth}>
            {block.words.map(({ kind, text }, at) =>
              kind === 'added' ? <ins key={at}>{text}</ins> : kind === 'removed' ? <del key={at}>{text}</del> : text,
            )}
          </p>
        )
      if (block.kind === 'added')
        return (
          <p key={nth}>
            <ins>{block.text}</ins>
          </p>
        )
      if (block.kind === 'removed')
        return (
          <p key={nth}>
            <del>{block.text}</del>
          </p>
        )
      return (blocks[nth + 1]?.kind ?? 'same') !== 'same' && block.text !== '---' ? (
        <p key={nth} className="soft">
          {block.text}
        </p>
      ) : null
    })}
  </div>
)
