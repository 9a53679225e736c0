// What changed in a version, paragraph by paragraph, with the reviewer's remarks where they belong.
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import type { ComparedBlock } from '../compare.ts'
import type { ComparedFile, VersionView } from '../queries.server.ts'
import type { Remark } from '../remarks.server.ts'
import { VersionSteps } from './version-steps.tsx'

interface ComparePageProps {
  viewer: Viewer
  version: VersionView
  against: { id: string; ordinal: number } | null
  files: readonly ComparedFile[]
  remarks: readonly Remark[]
  /** The place of the paragraph that is being remarked on: `name:block`. */
  at: string | null
  refused: Refused | null
}

export function ComparePage({ viewer, version, against, files, remarks, at, refused }: ComparePageProps) {
  const { outline } = version
  const elsewhere = remarks.filter(({ name, block }) => block === null || !files.some((file) => file.name === name))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`${outline.title} 第 ${version.ordinal} 版：改了什么`}
      crumbs={[
        { href: paths.studio(), label: '课程' },
        { href: paths.studioVersion(version.id), label: `第 ${version.ordinal} 版` },
      ]}
      actions={<VersionSteps version={version} />}
    >
      <ErrorSummary refused={refused?.refused} />
      <p className="soft">
        {against ? `和第 ${against.ordinal} 版比` : '这是第一版，全是新的'}：{files.length} 个文件有改动，{remarks.length} 条意见，
        {remarks.filter(({ done }) => !done).length} 条还没改好。
      </p>
      {files.length === 0 && <p className="empty">和上一版一样，没有改动。</p>}
      {files.map((file) => (
        <File
          key={file.name}
          file={file}
          version={version}
          remarks={remarks.filter(({ name }) => name === file.name)}
          at={at}
          refused={refused}
        />
      ))}
      {elsewhere.length > 0 && (
        <section className="card">
          <h2>别处的意见</h2>
          {elsewhere.map((remark) => (
            <RemarkCard key={remark.id} remark={remark} refused={refused} />
          ))}
        </section>
      )}
    </DeskFrame>
  )
}

const kinds = { added: '新的', removed: '删掉了', changed: '改了' } as const

interface FileProps {
  file: ComparedFile
  version: VersionView
  remarks: readonly Remark[]
  at: string | null
  refused: Refused | null
}

function File({ file, version, remarks, at, refused }: FileProps) {
  const lesson = version.outline.lessons.find((one) => one.file === file.name)
  return (
    <section className="card compared-file" id={file.name}>
      <h2>
        {lesson?.title ?? file.name} <Badge>{kinds[file.kind]}</Badge>
      </h2>
      {file.blocks ? (
        shorten(file.blocks, remarks, at === null ? null : readPlace(at, file.name)).map((part, nth) =>
          part.kind === 'gap' ? (
            <p key={nth} className="soft compared-gap">
              {`（${part.count} 段没有改）`}
            </p>
          ) : (
            <Block key={nth} block={part} file={file} version={version} remarks={remarks} at={at} refused={refused} />
          ),
        )
      ) : (
        <Pictures file={file} version={version} />
      )}
    </section>
  )
}

const readPlace = (at: string, name: string) => (at.startsWith(`${name}:`) ? Number(at.slice(name.length + 1)) : null)
const blockOf = (block: ComparedBlock) => (block.kind === 'removed' ? null : block.block)

type Shown = ComparedBlock | { kind: 'gap'; count: number }

/** Leaves out what did not change, but for a paragraph around each change, and those with remarks. */
function shorten(blocks: readonly ComparedBlock[], remarks: readonly Remark[], asked: number | null): Shown[] {
  const isKept = (block: ComparedBlock, at: number) => {
    if (block.kind !== 'same') return true
    return (
      [at - 1, at + 1].some((beside) => blocks[beside] && blocks[beside].kind !== 'same') ||
      remarks.some((remark) => remark.block === block.block) ||
      asked === block.block
    )
  }
  const shown: Shown[] = []
  blocks.forEach((block, at) => {
    const last = shown.at(-1)
    if (isKept(block, at)) shown.push(block)
    else if (last?.kind === 'gap') last.count++
    else shown.push({ kind: 'gap', count: 1 })
  })
  return shown
}

function Block({ block, file, version, remarks, at, refused }: FileProps & { block: ComparedBlock }) {
  const place = blockOf(block)
  const own = place === null ? [] : remarks.filter((remark) => remark.block === place)
  const isAsked = place !== null && at === `${file.name}:${place}`
  return (
    <div className={`compared ${block.kind}`} id={place === null ? undefined : `${file.name}-${place}`}>
      <div className="compared-text">{describe(block)}</div>
      {own.map((remark) => (
        <RemarkCard key={remark.id} remark={remark} refused={refused} />
      ))}
      {place !== null && file.after && (version.can.review || version.isMine) && !isAsked && (
        <a className="remark-link screen-only" href={`?at=${file.name}:${place}#${file.name}-${place}`}>
          提意见
        </a>
      )}
      {isAsked && file.after && (
        <Form method="post" action={`#${file.name}-${place}`} className="stack">
          <input type="hidden" name="name" value={file.name} />
          <input type="hidden" name="revision" value={file.after.sequence} />
          <input type="hidden" name="block" value={place} />
          <TextField
            label="对这一段的意见"
            name="says"
            required
            rows={3}
            maxLength={2000}
            defaultValue={refused?.entered.says}
            errors={refused?.refused.fields.says}
          />
          <Button name="do" value="remark">
            写上
          </Button>
        </Form>
      )}
    </div>
  )
}

function describe(block: ComparedBlock): ReactNode {
  if (block.kind === 'same') return block.text
  if (block.kind === 'added') return <ins>{block.text}</ins>
  if (block.kind === 'removed') return <del>{block.text}</del>
  return block.words.map(({ kind, text }, nth) => {
    if (kind === 'same') return <span key={nth}>{text}</span>
    return kind === 'added' ? <ins key={nth}>{text}</ins> : <del key={nth}>{text}</del>
  })
}

/** Drawings and photographs side by side. */
function Pictures({ file, version }: { file: ComparedFile; version: VersionView }) {
  const side = (label: string, there: { content: string | null } | null) => (
    <figure>
      <figcaption>{label}</figcaption>
      {there?.content ? (
        <img src={`data:image/svg+xml;base64,${toBase64(there.content)}`} alt={`${file.name}，${label}`} />
      ) : (
        <p className="soft">{there ? file.name : '没有'}</p>
      )}
    </figure>
  )
  return (
    <div className="columns compared-pictures" data-version={version.id}>
      {side('以前', file.before)}
      {side('现在', file.after)}
    </div>
  )
}

const toBase64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

function RemarkCard({ remark, refused }: { remark: Remark; refused: Refused | null }) {
  const { id, quote, block, isChanged, says, by, at, done, answers } = remark
  const isOpen = refused?.entered.remark === id
  return (
    <div className={done ? 'remark done' : 'remark'} id={`remark-${id}`}>
      <p>
        <strong>{by}</strong> <span className="soft">{formatMoment(at)}</span> {done && <Badge>改好了</Badge>}
      </p>
      <p>{says}</p>
      {(block === null || isChanged) && (
        <p className="soft">{`${block === null ? '这一段已经没有了' : '这一段后来改过'}，原来是：“${quote.slice(0, 80)}”`}</p>
      )}
      {answers.map((answer) => (
        <p key={`${answer.by} ${answer.at.getTime()}`} className="answer">
          <strong>{answer.by}</strong> <span className="soft">{formatMoment(answer.at)}</span> {answer.says}
        </p>
      ))}
      <Form method="post" action={`#remark-${id}`} className="stack screen-only">
        <input type="hidden" name="do" value="answer" />
        <input type="hidden" name="remark" value={id} />
        <TextField
          label="回复"
          name="says"
          rows={2}
          maxLength={2000}
          defaultValue={isOpen ? refused.entered.says : undefined}
          errors={isOpen ? refused.refused.fields.says : undefined}
        />
        <div className="row">
          <Button kind="plain">回复</Button>
          <Button kind="plain" name="done" value={done ? 'no' : 'yes'}>
            {done ? '还没改好' : '改好了'}
          </Button>
        </div>
      </Form>
    </div>
  )
}
