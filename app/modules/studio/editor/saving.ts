// Saves what somebody writes, again and again, without touching what is being typed. Knows neither page nor network: both are handed in.
import { diffIndices } from 'node-diff3'
import { cutBlocks } from '../blocks.ts'
import { type MergedPart, mergeTexts } from '../merge.ts'
import { type Choice, settleParts } from './choices.ts'
import { changesBetween, type TextChange } from './edits.ts'

/** How it stands with what was written. */
export type SavingState =
  | { kind: 'saved' | 'typed' | 'sending' | 'offline' | 'signedOut' | 'choosing' }
  /** The server does not take it, and will not take it if it is sent again as it is. */
  | { kind: 'refused'; message: string }

export interface Conflict {
  by: string
  parts: readonly MergedPart[]
}

/** An answer of the server: what it did, or why not. */
export interface Answer {
  status: number
  body: { kind?: string; sequence?: number; content?: string; by?: string; parts?: MergedPart[]; others?: string[]; message?: string }
}

export interface SavingPorts {
  read: () => string
  /** Makes the text another one; the cursor stays with its words. */
  write: (changes: readonly TextChange[]) => void
  /** Resolves once nothing is being composed by an input method. */
  whenIdle: () => Promise<void>
  /** Rejects if the server cannot be reached. */
  send: (saving: { content: string; base: number }) => Promise<Answer>
  /** Keeps the text in this browser until the server has it; null: it has it. */
  keep: (draft: { content: string; base: number } | null) => void
  tell: (state: SavingState) => void
  ask: (conflict: Conflict) => void
  tellOthers: (names: readonly string[]) => void
  /** Runs work later; returns how to prevent it. */
  later: (work: () => void, milliseconds: number) => () => void
}

/** Milliseconds after the last sign was typed; while somebody types on and on it is saved nevertheless. */
const pause = 2_000
const longestPause = 10_000
const retry = 4_000

/** The changes that make one text the other, block by block: what is the same in both is not touched. */
export function changesByBlock(before: string, after: string, { isYaml = false } = {}): TextChange[] {
  const [old, now] = [before, after].map((text) =>
    cutBlocks(text, { isYaml }).flatMap(({ text: words, gap }) => (gap ? [words, gap] : [words])),
  ) as [string[], string[]]
  const starts = old.reduce<number[]>((all, piece) => [...all, (all.at(-1) ?? 0) + piece.length], [0])
  return diffIndices(old, now).flatMap(({ buffer1, buffer1Content, buffer2Content }) => {
    const from = starts[buffer1[0]] ?? 0
    return changesBetween(buffer1Content.join(''), buffer2Content.join('')).map((change) => ({
      ...change,
      from: from + change.from,
      to: from + change.to,
    }))
  })
}

interface Begun {
  /** The revision that the text was written from. */
  base: number
  /** The text of that revision; null if it is not known. */
  known: string | null
  isYaml: boolean
}

/** Starts saving. `changed` is called whenever the text has changed. */
export function startSaving({ base: begunBase, known: begunText, isYaml }: Begun, ports: SavingPorts) {
  let base = begunBase
  let known = begunText
  let isSending = false
  /** What was sent when somebody had to choose. */
  let open: { sent: string; parts: readonly MergedPart[]; sequence: number } | null = null
  let cancel = () => {}
  let firstTyped: number | null = null
  let waited = 0

  const plan = (milliseconds: number) => {
    cancel()
    cancel = ports.later(() => void save(), milliseconds)
  }

  const isStored = () => known !== null && ports.read() === known

  function changed() {
    if (isStored()) ports.keep(null)
    else ports.keep({ content: ports.read(), base })
    if (open) return
    ports.tell({ kind: isStored() ? 'saved' : 'typed' })
    waited = firstTyped === null ? 0 : waited + pause
    firstTyped ??= 1
    if (!isSending) plan(waited >= longestPause ? 0 : pause)
  }

  async function save(): Promise<void> {
    cancel()
    if (isSending || open) return
    isSending = true
    firstTyped = null
    waited = 0
    const content = ports.read()
    ports.tell({ kind: 'sending' })
    try {
      const answer = await ports.send({ content, base })
      await ports.whenIdle()
      isSending = false
      take(content, answer)
    } catch {
      isSending = false
      ports.tell({ kind: 'offline' })
      plan(retry)
    }
  }

  function take(sent: string, { status, body }: Answer) {
    if (body.others) ports.tellOthers(body.others)
    if (status === 401) {
      ports.tell({ kind: 'signedOut' })
      return plan(retry)
    }
    if (status >= 500 || status === 429) {
      ports.tell({ kind: 'offline' })
      return plan(retry)
    }
    if (status !== 200 || body.sequence === undefined)
      return ports.tell({ kind: 'refused', message: body.message ?? '没有存上，请稍后再试。' })
    if (body.kind === 'conflict' && body.parts) {
      open = { sent, parts: body.parts, sequence: body.sequence }
      ports.tell({ kind: 'choosing' })
      return ports.ask({ by: body.by ?? '另一位作者', parts: body.parts })
    }
    base = body.sequence
    known = body.content ?? sent
    takeIn(sent, known)
    finish()
  }

  /** Takes what the server has into the text: `sent` became `stored`, and meanwhile somebody may have typed on. */
  function takeIn(sent: string, stored: string) {
    if (stored === sent) return
    const now = ports.read()
    const { text, parts } = mergeTexts({ base: sent, mine: now, theirs: stored }, { isYaml })
    // Typed on in the very paragraph that somebody else changed: what is typed stays, the other is among the revisions.
    ports.write(changesByBlock(now, text ?? settleParts(parts, () => 'mine'), { isYaml }))
  }

  function finish() {
    if (isStored()) {
      ports.keep(null)
      ports.tell({ kind: 'saved' })
    } else {
      ports.keep({ content: ports.read(), base })
      ports.tell({ kind: 'typed' })
      plan(pause)
    }
  }

  /** Somebody chose for each place of two. */
  function settle(choices: readonly Choice[]) {
    if (!open) return
    const { sent, parts, sequence } = open
    open = null
    base = sequence
    known = null
    takeIn(
      sent,
      settleParts(parts, (nth) => choices[nth] ?? 'mine'),
    )
    void save()
  }

  return {
    changed,
    save,
    settle,
    /** Somebody saved a revision: it is taken in. */
    heard: (sequence: number) => {
      if (sequence > base && !isSending && !open) void save()
    },
    base: () => base,
    isOpen: () => open !== null || !isStored(),
  }
}
