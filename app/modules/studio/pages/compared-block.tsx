// A paragraph of a comparison: as prose, with what was added and removed in it.
import type { ReactNode } from 'react'
import { type ComparedBlock, compareWithinBlock, type WordRun } from '../compare.ts'
import { type Readable, toReadable } from '../review/readable.ts'

/** What is said beside a paragraph or question that differs. */
export const comparedLabels = { same: null, added: '新', removed: '删', changed: '改' } as const

interface ComparedTextProps {
  block: ComparedBlock
  isYaml: boolean
  /** Whether there is nothing to compare with: what is new is not marked then. */
  isAllNew: boolean
}

export function ComparedText({ block, isYaml, isAllNew }: ComparedTextProps) {
  const mark = isAllNew ? null : comparedLabels[block.kind]
  return (
    <div className="compared-text">
      {mark && <span className="compared-mark">{mark}</span>}
      {describe(block, { isYaml, isAllNew })}
    </div>
  )
}

function describe(block: ComparedBlock, { isYaml, isAllNew }: Omit<ComparedTextProps, 'block'>): ReactNode {
  if (block.kind !== 'changed') {
    const readable = toReadable(block.text, { isYaml })
    const text = readable.text || ' '
    return (
      <Shown readable={readable}>
        {block.kind === 'removed' ? <del>{text}</del> : block.kind === 'added' && !isAllNew ? <ins>{text}</ins> : text}
      </Shown>
    )
  }
  const [before, after] = [toReadable(block.before, { isYaml }), toReadable(block.after, { isYaml })]
  if (before.kind !== after.kind || before.label !== after.label)
    return (
      <>
        <Shown readable={before}>
          <del>{before.text}</del>
        </Shown>
        <Shown readable={after}>
          <ins>{after.text}</ins>
        </Shown>
      </>
    )
  // If only signs changed, they are what there is to see.
  return (
    <Shown readable={after}>
      <WordRuns words={before.text === after.text ? block.words : compareWithinBlock(before.text, after.text)} />
    </Shown>
  )
}

function Shown({ readable: { kind, label }, children }: { readable: Readable; children: ReactNode }) {
  if (kind === 'rule') return <hr />
  if (kind === 'heading') return <p className="compared-heading">{children}</p>
  if (kind === 'prose') return <p>{children}</p>
  return (
    <div className={kind === 'component' ? 'compared-component' : 'compared-field'}>
      {label !== '' && <span className="compared-label">{label}</span>}
      <p>{children}</p>
    </div>
  )
}

export const WordRuns = ({ words }: { words: readonly WordRun[] }) =>
  words.map(({ kind, text }, nth) => {
    if (kind === 'same') return <span key={nth}>{text}</span>
    return kind === 'added' ? <ins key={nth}>{text}</ins> : <del key={nth}>{text}</del>
  })
