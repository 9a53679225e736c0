// The revisions of a file: who saved when, what changed since then, and a way to bring one back.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { isYamlFile } from '../blocks.ts'
import type { ComparedBlock } from '../compare.ts'
import { revisionLabels } from '../labels.ts'
import { ComparedText } from '../pages/compared-block.tsx'
import { MediaLook } from '../pages/media-look.tsx'
import { versionCrumbs } from '../pages/version-crumbs.ts'
import { showBlocks } from '../review/show-blocks.ts'
import type { FileHistory, RevisionLine, ShownRevision } from './revisions.server.ts'

interface RevisionsPageProps {
  viewer: Viewer
  view: FileHistory
  refused: Refused | null
}

/** Where the file itself is shown: a text on its page, a picture, a sound or a video among the others. */
function pageOf({ versionId, name, title, sequence, media }: FileHistory) {
  if (media) return [{ href: paths.studioMedia(versionId), label: '照片、声音和视频' }]
  return sequence === null ? [] : [{ href: paths.studioFile(versionId, name), label: title }]
}

export function RevisionsPage({ viewer, view, refused }: RevisionsPageProps) {
  const { revisions, shown } = view
  return (
    <DeskFrame viewer={viewer} at={paths.studio()} title={`${view.title}：以前的稿`} crumbs={versionCrumbs(view, ...pageOf(view))}>
      <ErrorSummary refused={refused?.refused} />
      {view.sequence === null && (
        <Notice>
          <p>这个文件删掉了。点一稿来看，要用就拿回来。</p>
        </Notice>
      )}
      <p className="soft">每次保存都留了一稿。点一稿，看它和现在有什么不同；拿回来以后，现在的也还在这里。</p>
      <div className="revisions">
        <ol className="revision-list">
          {revisions.map((line) => (
            <li key={line.sequence}>
              {line.kind === 'deleted' ? (
                <p>
                  <RevisionWords line={line} />
                </p>
              ) : (
                <a
                  href={paths.studioRevisions(view.versionId, view.name, line.sequence)}
                  aria-current={shown?.sequence === line.sequence ? 'true' : undefined}
                >
                  <RevisionWords line={line} isNow={line.sequence === view.sequence} />
                </a>
              )}
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

const RevisionWords = ({ line: { at, by, kind, length }, isNow = false }: { line: RevisionLine; isNow?: boolean }) => (
  <>
    <b>{formatMoment(at)}</b>
    <span>
      {by} · {revisionLabels[kind]}
    </span>
    <small>{[isNow && '现在用的', length !== null && `${length} 字`].filter(Boolean).join(' · ')}</small>
  </>
)

const Shown = ({ view, shown }: { view: FileHistory; shown: ShownRevision }) => {
  const isNow = shown.sequence === view.sequence
  const { isSame, content } = shown
  return (
    <>
      {isSame ? (
        <Notice>
          <p>{isNow ? '这就是现在用的一稿。' : '和现在的一样。'}</p>
        </Notice>
      ) : (
        view.sequence !== null &&
        content !== null && (
          <>
            <h2>从这一稿到现在，改了什么</h2>
            <Compared blocks={shown.compared} isYaml={isYamlFile(view.name)} />
          </>
        )
      )}
      {view.canWrite && !isSame && (
        <PostForm>
          <input type="hidden" name="do" value="bringBack" />
          <input type="hidden" name="sequence" value={shown.sequence} />
          <Button>拿回这一稿</Button>
        </PostForm>
      )}
      {content === null ? (
        <MediaLook versionId={view.versionId} name={view.name} kind={view.media ?? 'drawing'} revision={shown.sequence} />
      ) : (
        <>
          <h2>这一稿的全文</h2>
          <pre className="writing-source" tabIndex={0}>
            {content}
          </pre>
        </>
      )}
    </>
  )
}

/** What changed, with a paragraph around it, as a reviewer reads it. */
const Compared = ({ blocks, isYaml }: { blocks: readonly ComparedBlock[]; isYaml: boolean }) =>
  showBlocks(blocks, { isYaml, isWhole: false, kept: new Set() }).map((part, nth) =>
    'leftOut' in part ? (
      <p key={nth} className="soft compared-gap">
        {`${part.leftOut} 段没有改`}
      </p>
    ) : (
      <div key={nth} className={`compared alone ${part.block.kind}`}>
        <ComparedText block={part.block} isYaml={part.isYaml} isAllNew={false} />
      </div>
    ),
  )
