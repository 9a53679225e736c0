// What changed in a version, paragraph by paragraph, with the reviewer's remarks where they belong.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { PageLinkList, Tabs } from '#app/ui/data-table.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { firstBankFile, isBankFile } from '#app/modules/courses/bank-files.ts'
import { isYamlFile } from '../blocks.ts'
import type { ComparedBlock } from '../compare.ts'
import { nameOtherFile } from '../labels.ts'
import type { ComparedFile, VersionView } from '../queries.server.ts'
import type { Remark } from '../remarks.server.ts'
import { type CompareChoice, placeOf, toComparePath } from '../review/remark-place.ts'
import { type MediaPage, mediaPerPage } from '../review/page-media.ts'
import { ComparedQuestion } from '../review/compared-question.tsx'
import { type BankPart, joinQuestions, widenToQuestions } from '../review/question-parts.ts'
import { placeInFile, showBlocks } from '../review/show-blocks.ts'
import { ComparedText } from './compared-block.tsx'
import { ComparedMedia } from './compared-media.tsx'
import { NewRemark, RemarkCard } from './remark-card.tsx'
import { VersionSteps } from './version-steps.tsx'
import { versionCrumbs } from './version-crumbs.ts'

interface ComparePageProps {
  viewer: Viewer
  version: VersionView
  against: { id: string; ordinal: number } | null
  files: readonly ComparedFile[]
  /** How many files differ, on all pages of media. */
  changed: number
  media: MediaPage
  remarks: readonly Remark[]
  choice: CompareChoice
  refused: Refused | null
}

export function ComparePage({ viewer, version, against, files, changed, media, remarks, choice, refused }: ComparePageProps) {
  const { outline } = version
  const shared = { version, against, choice, refused }
  const elsewhere = remarks.filter(({ name, block }) => block === null || !files.some((file) => file.name === name && file.blocks))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`${outline.title} 第 ${version.ordinal} 版：改了什么`}
      crumbs={versionCrumbs({
        versionId: version.id,
        ordinal: version.ordinal,
        course: { slug: version.course.slug, title: outline.title },
      })}
      actions={<VersionSteps version={version} />}
    >
      <ErrorSummary refused={refused?.refused} />
      <p>{sumUp({ against, changed, remarks })}</p>
      <OpenRemarks remarks={remarks} files={files} />
      <Tabs
        label="看多少"
        tabs={[
          { href: toComparePath(version.id, { ...choice, isWhole: false, at: undefined }), label: '只看改动', current: !choice.isWhole },
          { href: toComparePath(version.id, { ...choice, isWhole: true, at: undefined }), label: '看全文', current: choice.isWhole },
        ]}
      />
      {files.length === 0 && <Empty>和上一版一样，没有改动。要对没有改的段提意见，请看全文。</Empty>}
      {files
        .filter(({ blocks }) => blocks !== null)
        .map((file) => (
          <File key={file.name} file={file} remarks={remarks.filter(({ name }) => name === file.name)} {...shared} />
        ))}
      <div id={mediaPlace}>
        {files
          .filter(({ blocks }) => blocks === null)
          .map((file) => (
            <File key={file.name} file={file} remarks={[]} {...shared} />
          ))}
      </div>
      <MediaPages versionId={version.id} choice={choice} media={media} />
      {elsewhere.length > 0 && (
        <section className="card">
          <h2>别处的意见（{elsewhere.length}）</h2>
          {elsewhere.map((remark) => (
            <RemarkCard
              key={remark.id}
              remark={remark}
              versionId={version.id}
              choice={choice}
              canAnswer={mayRemark(version)}
              refused={refused}
            />
          ))}
        </section>
      )}
    </DeskFrame>
  )
}

const mayRemark = ({ can, isMine }: VersionView) => can.review || isMine

function sumUp({ against, changed, remarks }: Pick<ComparePageProps, 'against' | 'changed' | 'remarks'>) {
  const open = remarks.filter(({ done }) => !done).length
  const what = against ? `和第 ${against.ordinal} 版比，${changed} 个文件有改动` : `这是第一版，全是新的：${changed} 个文件`
  return remarks.length === 0 ? `${what}；还没有意见。` : `${what}；${remarks.length} 条意见，${open} 条还没改好。`
}

/** Leads to each remark that is open. */
function OpenRemarks({ remarks, files }: Pick<ComparePageProps, 'remarks' | 'files'>) {
  const open = remarks.filter(({ done }) => !done)
  if (open.length === 0) return null
  const rank = ({ name, block }: Remark) => files.findIndex((file) => file.name === name) * 10_000 + (block ?? 0)
  return (
    <nav className="open-remarks" aria-label="还没改好的意见">
      <span>还没改好：</span>
      {[...open]
        .sort((one, other) => rank(one) - rank(other))
        .map(({ id, says }) => (
          <a key={id} href={`#remark-${id}`}>
            {says.length > 12 ? `${says.slice(0, 12)}……` : says}
          </a>
        ))}
    </nav>
  )
}

/** The other pictures, sounds and videos. */
function MediaPages({
  versionId,
  choice,
  media: { page, pages, total },
}: { versionId: string } & Pick<ComparePageProps, 'choice' | 'media'>) {
  if (pages === 1) return null
  const to = (place: number) => (place >= 1 && place <= pages ? place : null)
  const first = (page - 1) * mediaPerPage + 1
  return (
    <>
      <p className="soft">{`照片、图、声音和视频一共 ${total} 个有改动，这里是第 ${first} 到 ${Math.min(total, page * mediaPerPage)} 个。`}</p>
      <PageLinkList
        turns={{ page, pages, first: 1, previous: to(page - 1), next: to(page + 1), last: pages }}
        turn={(mediaPage, words) => <a href={toComparePath(versionId, { ...choice, at: undefined, mediaPage }, mediaPlace)}>{words}</a>}
      />
    </>
  )
}

/** Where the media of a page begin. */
const mediaPlace = 'media'

const kinds = { added: '新的', removed: '删掉了', changed: '改了', same: '没有改' } as const

interface FileProps extends Pick<ComparePageProps, 'version' | 'against' | 'remarks' | 'choice' | 'refused'> {
  file: ComparedFile
}

function File({ file, ...props }: FileProps) {
  const { version, against } = props
  const lesson = version.outline.lessons.find((one) => one.file === file.name)
  return (
    <section className="card compared-file" id={file.name}>
      <h2>
        {lesson?.title ?? nameOtherFile(file.name) ?? file.name} <Badge>{kinds[file.kind]}</Badge>
      </h2>
      {file.blocks ? (
        <Blocks file={file} blocks={file.blocks} {...props} />
      ) : (
        <ComparedMedia file={file} versionId={version.id} againstId={against?.id ?? null} />
      )}
    </section>
  )
}

function Blocks({ file, blocks, ...props }: FileProps & { blocks: readonly ComparedBlock[] }) {
  const { choice, remarks, version } = props
  const asked = choice.at?.startsWith(`${file.name}:`) ? Number(choice.at.slice(file.name.length + 1)) : null
  const kept = new Set(remarks.flatMap(({ block }) => (block === null ? [] : [block])))
  if (asked !== null) kept.add(asked)
  const parts = partsOf(file.name, blocks, { kept, isWhole: choice.isWhole, version })
  const shown = isBankFile(file.name) ? cutLongBank(parts, { most: maxShownOfBank(file.name), kept }) : parts
  const shared = { file, asked, ...props }
  return (
    <>
      {shown.map((part, nth) =>
        'leftOut' in part ? (
          <p key={nth} className="soft compared-gap">
            {`${part.leftOut} ${isBankFile(file.name) ? '行' : '段'}没有改`}
          </p>
        ) : 'question' in part ? (
          <Part key={nth} kind={part.question.kind} places={part.question.places} {...shared}>
            <ComparedQuestion question={part.question} isAllNew={props.against === null} />
          </Part>
        ) : (
          <Part key={nth} kind={part.block.kind} places={[placeInFile(part.block) ?? []].flat()} {...shared}>
            <ComparedText block={part.block} isYaml={part.isYaml} isAllNew={props.against === null} />
          </Part>
        ),
      )}
      {shown.length < parts.length && (
        <p className="soft compared-gap">
          {`还有 ${parts.length - shown.length} 处没有列出来，`}
          <a href={paths.studioQuestions(version.id)}>在题库里一道一道看</a>。
        </p>
      )}
    </>
  )
}

interface PartsChoice extends Pick<CompareChoice, 'isWhole'> {
  kept: ReadonlySet<number>
  version: VersionView
}

/** A bank is shown by questions, everything else by paragraphs and lines. */
function partsOf(name: string, blocks: readonly ComparedBlock[], { kept, isWhole, version }: PartsChoice): BankPart[] {
  if (!isBankFile(name)) return showBlocks(blocks, { isYaml: isYamlFile(name), isWhole, kept })
  const titles = new Map(version.outline.lessons.map(({ slug, title }) => [slug, title]))
  return joinQuestions(showBlocks(blocks, { isYaml: true, isWhole, kept: widenToQuestions(blocks, kept) }), titles)
}

/** How many questions of a file of a bank, or lines of it, are shown: thousands of questions are read in the bank itself. */
const maxShownOfBank = (name: string) => (name === firstBankFile ? 100 : 20)

function cutLongBank(parts: readonly BankPart[], { most, kept }: { most: number; kept: ReadonlySet<number> }): BankPart[] {
  const placesOf = (part: BankPart) => ('question' in part ? part.question.places : 'block' in part ? [placeInFile(part.block) ?? -1] : [])
  return parts.filter((part, nth) => nth < most || placesOf(part).some((place) => kept.has(place)))
}

interface PartProps extends FileProps {
  kind: ComparedBlock['kind']
  /** Its blocks in the later file; remarks are made on the first. None if it was taken out. */
  places: readonly number[]
  /** The place that is being remarked on. */
  asked: number | null
  children: ReactNode
}

/** A paragraph or a question, and beside it what was remarked on it. */
function Part({ kind, places, asked, file, version, against, remarks, choice, refused, children }: PartProps) {
  const own = remarks.filter(({ block }) => block !== null && places.includes(block))
  const isAsked = asked !== null && places.includes(asked)
  const place = isAsked ? asked : places[0]
  const canRemark = place !== undefined && file.after !== null && mayRemark(version)
  const shared = { versionId: version.id, choice, refused }
  return (
    <div className={`compared ${against ? kind : 'same'}`} id={place === undefined ? undefined : placeOf(file.name, place)}>
      {children}
      <div className="compared-remarks">
        {own.map((remark) => (
          <RemarkCard key={remark.id} remark={remark} canAnswer={mayRemark(version)} {...shared} />
        ))}
        {canRemark && !isAsked && (
          <a
            className="remark-link screen-only"
            href={toComparePath(version.id, { ...choice, at: `${file.name}:${place}` }, placeOf(file.name, place))}
            aria-label={`对第 ${place + 1} 段提意见`}
          >
            提意见
          </a>
        )}
        {canRemark && isAsked && file.after && <NewRemark {...shared} name={file.name} revision={file.after.sequence} block={place} />}
      </div>
    </div>
  )
}
