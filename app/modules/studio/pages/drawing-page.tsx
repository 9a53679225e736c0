// A drawing as a form: how it looks on a phone, and a field for each of the words on it.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import type { DrawingView } from '../media/drawings.server.ts'
import { versionCrumbs } from './version-crumbs.ts'

interface DrawingPageProps {
  viewer: Viewer
  drawing: DrawingView
  refused: Refused | null
}

export function DrawingPage({ viewer, drawing: { versionId, ordinal, course, name, sequence, words }, refused }: DrawingPageProps) {
  const entered = refused?.ticked.word ?? words
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`改图上的字 ${name}`}
      crumbs={versionCrumbs({ versionId, ordinal, course }, { href: paths.studioMedia(versionId), label: '照片、声音和视频' })}
    >
      <ErrorSummary refused={refused?.refused} />
      <div className="studio-media-ways">
        <section className="card">
          <div className="studio-crop still">
            <img src={`${paths.studioMediaFile(versionId, name)}?${sequence}`} alt={`${name}，现在的样子`} />
          </div>
          <p className="small soft">
            改以前的样子都留着：<a href={paths.studioRevisions(versionId, name)}>以前的样子</a>。会写 SVG 的人可以
            <a href={paths.studioFile(versionId, name)}>改源文</a>。
          </p>
        </section>
        <section className="card">
          {words.length === 0 ? (
            <p>这张图上没有字。要换一张，请在“照片、声音和视频”里放一张新的，再在课文里选它。</p>
          ) : (
            <PostForm className="stack narrow">
              <input type="hidden" name="base" value={sequence} />
              {words.map((word, nth) => (
                <Field
                  key={nth}
                  label={`第 ${nth + 1} 处字`}
                  id={`word-${nth}`}
                  name="word"
                  maxLength={100}
                  autoComplete="off"
                  defaultValue={entered[nth] ?? word}
                />
              ))}
              <p className="row">
                <Button>改好存下</Button>
                <ButtonLink kind="plain" href={paths.studioMedia(versionId)}>
                  不改了
                </ButtonLink>
              </p>
            </PostForm>
          )}
        </section>
      </div>
    </DeskFrame>
  )
}
