// Turning and cropping a photograph by hand. Without script the numbers say it; with it, the picture shows what will be left.
import type { Viewer } from '#app/access/viewer.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { VersionMedia } from '../media/version-media.server.ts'
import type { VersionMediaFile } from '../media/version-media-file.ts'
import { versionCrumbs } from './version-crumbs.ts'

interface MediaEditPageProps {
  viewer: Viewer
  media: VersionMedia
  file: VersionMediaFile
  script: string
  refused: Refused | null
}

const sides = [
  ['left', '左边裁掉'],
  ['right', '右边裁掉'],
  ['top', '上边裁掉'],
  ['bottom', '下边裁掉'],
] as const
const turns = { 0: '不转', 90: '向右转一下', 180: '倒过来', 270: '向左转一下' }

export function MediaEditPage({ viewer, media: { versionId, title, ordinal, courseSlug }, file, script, refused }: MediaEditPageProps) {
  const [entered, errors] = [refused?.entered, refused?.refused.fields]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`转正、裁剪 ${file.name}`}
      crumbs={versionCrumbs(
        { versionId, ordinal, course: { slug: courseSlug, title } },
        { href: paths.studioMedia(versionId), label: '照片、声音和视频' },
      )}
    >
      <ErrorSummary refused={refused?.refused} />
      <div className="studio-media-ways">
        <section className="card">
          <div className="studio-crop" data-crop-preview>
            <img src={`${paths.studioMediaFile(versionId, file.name)}?${file.sequence}`} alt={`${file.name}，现在的样子`} />
          </div>
          <p className="small soft">
            {`现在 ${file.width ?? 0}×${file.height ?? 0}。先转，再按转好的样子裁。改以前的样子都留着：`}
            <a href={paths.studioRevisions(versionId, file.name)}>以前的样子</a>
          </p>
        </section>
        <section className="card">
          <PostForm className="stack narrow" data-crop>
            <SelectField label="转" name="turn" defaultValue={entered?.turn ?? '0'} errors={errors?.turn}>
              {Object.entries(turns).map(([degrees, label]) => (
                <option key={degrees} value={degrees}>
                  {label}
                </option>
              ))}
            </SelectField>
            {sides.map(([side, label]) => (
              <Field
                key={side}
                label={label}
                hint="百分之几，0 到 90"
                name={side}
                type="number"
                min={0}
                max={90}
                defaultValue={entered?.[side] ?? '0'}
                errors={errors?.[side]}
              />
            ))}
            <p className="row">
              <Button>改好存下</Button>
              <ButtonLink kind="plain" href={paths.studioMedia(versionId)}>
                不改了
              </ButtonLink>
            </p>
          </PostForm>
        </section>
      </div>
      <Island src={script} />
    </DeskFrame>
  )
}
