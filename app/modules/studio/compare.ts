// What changed between two texts, block by block, and within a changed block word by word.
import { diffIndices } from 'node-diff3'
import { cutBlocks } from './blocks.ts'

/** A run of characters that both have, or that one of them has. */
export interface WordRun {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export type ComparedBlock =
  | { kind: 'same'; text: string; block: number }
  | { kind: 'added'; text: string; block: number }
  | { kind: 'removed'; text: string }
  | { kind: 'changed'; before: string; after: string; words: WordRun[]; block: number }

/** Compares two texts. `block` is the place in the later one, from 0. */
export function compareTexts(before: string, after: string, { isYaml = false } = {}): ComparedBlock[] {
  const [old, now] = [before, after].map((text) => cutBlocks(text, { isYaml }).map((block) => block.text)) as [string[], string[]]
  const compared: ComparedBlock[] = []
  let [at, block] = [0, 0]
  const textOf = (blocks: string[], nth: number) => blocks[nth] ?? ''
  const same = (until: number) => {
    for (; at < until; at++, block++) compared.push({ kind: 'same', text: textOf(now, block), block })
  }
  for (const { buffer1, buffer2 } of diffIndices(old, now)) {
    same(buffer1[0])
    const pairs = Math.min(buffer1[1], buffer2[1])
    for (let i = 0; i < pairs; i++, at++, block++) {
      const [was, is] = [textOf(old, at), textOf(now, block)]
      compared.push({ kind: 'changed', before: was, after: is, words: compareWithinBlock(was, is), block })
    }
    for (; at < buffer1[0] + buffer1[1]; at++) compared.push({ kind: 'removed', text: textOf(old, at) })
    for (; block < buffer2[0] + buffer2[1]; block++) compared.push({ kind: 'added', text: textOf(now, block), block })
  }
  same(old.length)
  return compared
}

/** Longer blocks are shown as one removed and one added: comparing them word by word takes time that grows with the square. */
const maxWords = 1_500

/** Chinese is compared sign by sign, Latin words and numbers whole. */
const toWords = (text: string) => text.match(/[A-Za-z0-9._-]+|\s+|[\s\S]/gu) ?? []

/** Compares two blocks word by word. */
export function compareWithinBlock(before: string, after: string): WordRun[] {
  const [old, now] = [toWords(before), toWords(after)]
  if (old.length > maxWords || now.length > maxWords)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  const words: WordRun[] = []
  const add = (kind: WordRun['kind'], text: string) => {
    const last = words.at(-1)
    if (text === '') return
    if (last?.kind === kind) last.text += text
    else words.push({ kind, text })
  }
  let at = 0
  for (const { buffer1, buffer1Content, buffer2Content } of diffIndices(old, now)) {
    add('same', old.slice(at, buffer1[0]).join(''))
    add('removed', buffer1Content.join(''))
    add('added', buffer2Content.join(''))
    at = buffer1[0] + buffer1[1]
  }
  add('same', old.slice(at).join(''))
  return joinShreds(words)
}

/** What stayed between two changes and is shorter counts as changed with them: words in shreds cannot be read. */
const shortestSame = 3

function joinShreds(words: readonly WordRun[]): WordRun[] {
  const joined: WordRun[] = []
  let [removed, added] = ['', '']
  const close = () => {
    if (removed) joined.push({ kind: 'removed', text: removed })
    if (added) joined.push({ kind: 'added', text: added })
    ;[removed, added] = ['', '']
  }
  words.forEach(({ kind, text }, nth) => {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if ((removed || added) && text.length < shortestSame && nth < words.length - 1) {
      removed += text
      added += text
    } else {
      close()
      joined.push({ kind, text })
    }
  })
  close()
  return joined
}
