// One file of a version: the text at the left, at the right the lesson as a phone shows it. Without scripts the text is a field.
import type { Viewer } from '#app/access/viewer.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { versionCrumbs } from '../../pages/version-crumbs.ts'
import type { Saved } from '../../writing.server.ts'
import { choiceLabels } from '../choices.ts'
import type { EditorView } from '../editing.server.ts'
import { type Preview, previewDocumentOf } from '../preview-document.ts'
import { fileFormId, Mistakes, Remarks } from './beside-text.tsx'

interface FilePageProps {
  viewer: Viewer
  view: EditorView
  /** Null if it is not there yet. */
  look: Preview | null
  /** The styles of lessons. */
  styles: readonly string[]
  script: string
  isSaved: boolean
  /** The revision before a mistake was mended by a press, if one was just now. */
  mendedFrom: number | null
  conflict: Extract<Saved, { kind: 'conflict' }> | null
  refused: Refused | null
}

export function FilePage({ viewer, view, look, styles, script, isSaved, mendedFrom, conflict, refused }: FilePageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={view.title}
      crumbs={versionCrumbs(view)}
      actions={
        <>
          <p className="writing-state" role="status" id="writing-state">
            {isSaved && !refused && !conflict ? '存上了。' : ''}
          </p>
          {view.name.endsWith('.mdx') && (
            <a className="button plain" href={paths.lessonComponents()} target="_blank" rel="noopener">
              课文里能放什么
            </a>
          )}
          <a className="button plain" href={paths.studioRevisions(view.versionId, view.name)}>
            以前的稿
          </a>
        </>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {mendedFrom !== null && !refused && !conflict && (
        <Notice kind="good">
          <p>
            改好了一处，存上了。{' '}
            <a href={paths.studioRevisions(view.versionId, view.name, mendedFrom)}>看改了什么；不要这样改，在那里拿回改之前的稿</a>
          </p>
        </Notice>
      )}
      {view.others.length > 0 && (
        <Notice>
          <p>{view.others.join('、')}也开着这一课。写不同的段落，存的时候会自动合在一起。</p>
        </Notice>
      )}
      {conflict ? (
        <ConflictForm conflict={conflict} />
      ) : (
        <div className="writing" data-writing={toData({ viewer, view, look, styles })}>
          <div className="writing-text">
            {view.canWrite ? <PlainForm view={view} refused={refused} /> : <ReadOnly view={view} />}
            <Remarks remarks={view.remarks} canAnswer={view.canAnswer} refused={refused} />
            <Mistakes look={look} view={view} refused={refused} />
          </div>
          <section className="writing-look" aria-label="手机上的样子">
            <iframe
              title="手机上的样子"
              sandbox="allow-same-origin"
              srcDoc={previewDocumentOf({ title: look?.title ?? '', html: look ? (look.html ?? '') : null, styles })}
            />
          </section>
        </div>
      )}
      {view.canWrite && !conflict && <Island src={script} />}
    </DeskFrame>
  )
}

/** What the script begins with. */
const toData = ({ viewer, view, look, styles }: Pick<FilePageProps, 'viewer' | 'view' | 'look' | 'styles'>) =>
  JSON.stringify({
    account: viewer.accountId,
    versionId: view.versionId,
    name: view.name,
    sequence: view.sequence,
    content: view.content,
    forms: view.forms,
    files: view.files,
    remarks: view.remarks,
    canAnswer: view.canAnswer,
    others: view.others,
    look,
    styles,
  })

const PlainForm = ({ view, refused }: Pick<FilePageProps, 'view' | 'refused'>) => (
  <PostForm className="writing-plain" id={fileFormId}>
    <input type="hidden" name="do" value="save" />
    <input type="hidden" name="base" value={refused?.entered.base ?? view.sequence} />
    <TextField
      label="课文"
      name="content"
      rows={24}
      spellCheck={false}
      autoComplete="off"
      defaultValue={refused?.entered.content ?? view.content}
      errors={refused?.refused.fields.content}
    />
    <Button>保存</Button>
  </PostForm>
)

const ReadOnly = ({ view: { content, sequence, writeFault, ...view } }: Pick<FilePageProps, 'view'>) => (
  <>
    <PostForm id={fileFormId}>
      <input type="hidden" name="do" value="save" />
      <input type="hidden" name="base" value={sequence} />
    </PostForm>
    <Notice>
      <p>{writeFault}</p>
    </Notice>
    <WriteOn view={view} />
    <pre className="writing-source" tabIndex={0}>
      {content}
    </pre>
  </>
)

/** What was published stays as it is: the way to this file in a version that can be changed. */
function WriteOn({ view: { versionId, name, writeOn } }: { view: Pick<EditorView, 'versionId' | 'name' | 'writeOn'> }) {
  if (!writeOn) return null
  if (writeOn.versionId) return <ButtonLink href={paths.studioFile(writeOn.versionId, name)}>{`在第 ${writeOn.ordinal} 版里改`}</ButtonLink>
  return (
    <PostForm action={paths.studioVersion(versionId)}>
      <input type="hidden" name="file" value={name} />
      <Button name="do" value="begin">
        开始写第 {writeOn.ordinal} 版，改这里
      </Button>
    </PostForm>
  )
}

/** The same paragraph twice, to choose from. Nothing is lost: what was sent is kept among the revisions. */
const ConflictForm = ({ conflict: { parts, by, sequence } }: { conflict: NonNullable<FilePageProps['conflict']> }) => (
  <PostForm className="writing-conflict">
    <Notice kind="warn">
      <p>您写的时候，{by}也改了同一段，已经先存上了。每一处请选一个；没选上的也留在“以前的稿”里，丢不了。</p>
    </Notice>
    <input type="hidden" name="do" value="choose" />
    <input type="hidden" name="base" value={sequence} />
    <input type="hidden" name="parts" value={JSON.stringify(parts)} />
    {parts
      .filter((part) => 'mine' in part)
      .map((part, nth) => (
        <fieldset key={nth} className="writing-choice">
          <legend>第 {nth + 1} 处</legend>
          {(['mine', 'theirs', 'both'] as const).map((choice) => (
            <label key={choice} className="writing-option">
              <span>
                <input type="radio" name={`choice-${nth}`} value={choice} defaultChecked={choice === 'mine'} /> {choiceLabels[choice]}
              </span>
              {choice !== 'both' && <q>{part[choice].trim() || '（删掉了这一段）'}</q>}
            </label>
          ))}
        </fieldset>
      ))}
    <Button>就这样存</Button>
  </PostForm>
)
