// What the comparison of a file shows: each change with a paragraph around it, and what has remarks; or all of it.
import type { ComparedBlock } from '../compare.ts'

/** A block, with whether it is a line of YAML; or how many are left out. */
export type ShownBlock = { block: ComparedBlock; isYaml: boolean } | { leftOut: number }

interface Choice {
  isYaml: boolean
  isWhole: boolean
  /** Places that are shown although nothing changed there. */
  kept: ReadonlySet<number>
}

export const placeInFile = (block: ComparedBlock): number | null => (block.kind === 'removed' ? null : block.block)

export function showBlocks(blocks: readonly ComparedBlock[], { isYaml, isWhole, kept }: Choice): ShownBlock[] {
  const { isFront, isFence } = frontMatterOf(blocks)
  const isChanged = (at: number) => blocks[at] !== undefined && blocks[at].kind !== 'same'
  const shown: ShownBlock[] = []
  blocks.forEach((block, at) => {
    const place = placeInFile(block)
    const last = shown.at(-1)
    if (isFence(at) && !(place !== null && kept.has(place))) return // nobody reads it
    if (isWhole || isChanged(at - 1) || isChanged(at) || isChanged(at + 1) || (place !== null && kept.has(place)))
      shown.push({ block, isYaml: isYaml || isFront(at) })
    else if (last && 'leftOut' in last) last.leftOut++
    else shown.push({ leftOut: 1 })
  })
  return shown
}

/** Whether a block stands in the front matter of a lesson, or is a line around it. */
function frontMatterOf(blocks: readonly ComparedBlock[]): Record<'isFront' | 'isFence', (at: number) => boolean> {
  const textOf = (block: ComparedBlock) => (block.kind === 'changed' ? block.after : block.text)
  const fences = blocks.flatMap((block, at) => (textOf(block) === '---' ? [at] : []))
  const [from, to] = fences
  const isThere = from === 0 && to !== undefined
  return { isFront: (at) => isThere && at > from && at < to, isFence: (at) => isThere && (at === from || at === to) }
}
