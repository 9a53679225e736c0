// Photographs, sounds and videos of a version: what there is and what it weighs, adding, and a phone's camera by a QR code.
import type { Viewer } from '#app/access/viewer.ts'
import { formatTerm } from '#app/calendar.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { OpenCameraLink } from '../media/camera-links.server.ts'
import { formatBytes, mediaList } from '../media/media-list.ts'
import type { MediaPageView } from '../media/version-media.server.ts'
import type { VersionMediaFile } from '../media/version-media-file.ts'
import { versionCrumbs } from './version-crumbs.ts'

interface MediaPageProps {
  viewer: Viewer
  media: MediaPageView
  link: (OpenCameraLink & { url: string; useless: UselessAddress | null }) | null
  script: string
  refused: Refused | null
}

export function MediaPage({ viewer, media, link, script, refused }: MediaPageProps) {
  const { versionId, title, ordinal, courseSlug, canWrite, list, total } = media
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title="照片、声音和视频"
      crumbs={versionCrumbs({ versionId, ordinal, course: { slug: courseSlug, title } })}
    >
      <ErrorSummary refused={refused?.refused} />
      {canWrite && (
        <div className="studio-media-ways">
          <Adding versionId={versionId} refused={refused} />
          <Phone link={link} />
        </div>
      )}
      <div data-media-list data-live={link ? '' : undefined}>
        <ListTable
          id="media"
          caption="这一版的照片、声音和视频"
          unit="个"
          definition={mediaList}
          workbook={null}
          part={list}
          rowKey={({ name }) => name}
          empty="还没有。"
          cells={{
            look: (file) => <Thumbnail versionId={versionId} file={file} />,
            name: ({ name, isUsed }) => (
              <>
                <a href={paths.studioMediaFile(versionId, name)}>{name}</a> {!isUsed && <Badge>没有课用到</Badge>}
              </>
            ),
            tasks: (file) => canWrite && <Tasks versionId={versionId} file={file} />,
          }}
        />
        {list.total > 0 && <p className="soft">{`一共 ${formatBytes(total)}。`}</p>}
      </div>
      {canWrite && <Island src={script} />}
    </DeskFrame>
  )
}

/** On a drawing the words can be changed by a form; its source has the page of any text. */
const Tasks = ({ versionId, file: { name, kind, isUsed } }: { versionId: string; file: VersionMediaFile }) => (
  <>
    {kind === 'photograph' && <a href={paths.studioMediaEdit(versionId, name)}>转正、裁剪</a>}
    {kind === 'drawing' && <a href={paths.studioMediaEdit(versionId, name)}>改图上的字</a>}
    {!isUsed && (
      <PostForm>
        <input type="hidden" name="name" value={name} />
        <Button kind="plain" name="do" value="delete">
          删掉
        </Button>
      </PostForm>
    )}
  </>
)

function Adding({ versionId, refused }: { versionId: string; refused: Refused | null }) {
  return (
    <section className="card" data-upload={paths.studioUpload(versionId)}>
      <h2>从这台电脑放进来</h2>
      <PostForm encType="multipart/form-data" className="stack">
        <Field
          label="文件"
          hint="照片（JPG、PNG、WebP）、SVG 图、声音（m4a、mp3、ogg，最多 5 分钟）、视频（mp4）、给学员下载的 PDF（最多 5 MB）。一次最多 30 MB"
          name="file"
          type="file"
          multiple
          required
          accept="image/jpeg,image/png,image/webp,image/svg+xml,audio/*,video/mp4,application/pdf"
          errors={refused?.refused.fields.file}
        />
        <Button name="do" value="upload">
          放进来
        </Button>
      </PostForm>
      <p className="small soft" data-scripted hidden>
        也可以把文件拖到这里，或者复制一张图，在这一页按 Ctrl+V。
      </p>
      <p data-scripted hidden>
        <Button kind="plain" type="button" data-record>
          录一段声音
        </Button>{' '}
        <span data-recorded aria-live="polite" />
      </p>
      <p data-uploaded aria-live="polite" />
      <p className="small soft">放到课文里的时候，再写这张图说的是什么，给看不见图的人听。照片会缩小，拍摄的地点、时间会去掉。</p>
    </section>
  )
}

function Phone({ link }: { link: MediaPageProps['link'] }) {
  return (
    <section className="card">
      <h2>用手机拍</h2>
      {link ? (
        <>
          <AddressWarning address={link.useless} what="二维码" />
          <p>{`请用手机扫这个二维码，拍好就传到这一版里。${formatTerm(link.expiresAt)}有效，手机上不用登录，只能传照片。`}</p>
          <QrCode text={link.url} size={40} label="用手机传照片的二维码" />
          <p className="small soft">
            <a href={link.url}>{link.url}</a>
          </p>
          <p data-received aria-live="polite">{`已经收到 ${link.received} 张。`}</p>
          <PostForm>
            <Button kind="plain" name="do" value="close">
              关上这个二维码
            </Button>
          </PostForm>
        </>
      ) : (
        <PostForm>
          <p>开一个二维码，用手机扫，拍好的照片自己来到这一页。15 分钟有效，谁拿到都能传，所以用完请关上。</p>
          <Button kind="plain" name="do" value="open">
            开一个二维码
          </Button>
        </PostForm>
      )}
    </section>
  )
}

function Thumbnail({ versionId, file: { name, kind, sequence } }: { versionId: string; file: VersionMediaFile }) {
  const address = `${paths.studioMediaFile(versionId, name)}?${sequence}`
  /* eslint-disable jsx-a11y/media-has-caption -- its author hears it; in a lesson it has a transcript */
  if (kind === 'sound') return <audio controls preload="none" src={address} />
  if (kind === 'video') return <video controls preload="none" src={address} className="studio-thumbnail" />
  /* eslint-enable jsx-a11y/media-has-caption */
  return kind === 'document' ? null : <img src={address} alt="" loading="lazy" className="studio-thumbnail" />
}
