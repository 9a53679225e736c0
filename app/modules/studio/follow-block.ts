// Where a block of an earlier text stands in the text as it is now.
import { diffIndices } from 'node-diff3'
import { cutBlocks } from './blocks.ts'

interface Followed {
  /** The block as it was. */
  quote: string
  /** Its place now, from 0; null if it is gone. */
  block: number | null
  isChanged: boolean
}

/** Follows a block to where it stands now: itself if it is there unchanged, else what took its place. */
export function followBlock({
  then,
  now,
  block,
  isYaml = false,
}: {
  then: string
  now: string
  block: number
  isYaml?: boolean
}): Followed {
  const [before, after] = [then, now].map((text) => cutBlocks(text, { isYaml }).map((one) => one.text)) as [string[], string[]]
  const quote = before[block] ?? ''
  let shift = 0
  for (const { buffer1, buffer2 } of diffIndices(before, after)) {
    const [from, length] = buffer1
    if (from > block) break
    if (block < from + length) {
      const moved = after.indexOf(quote) // it may have been moved elsewhere as a whole
      if (moved >= 0 && after.indexOf(quote, moved + 1) < 0) return { quote, block: moved, isChanged: false }
      const within = block - from
      return { quote, block: within < buffer2[1] ? buffer2[0] + within : null, isChanged: true }
    }
    shift = buffer2[0] + buffer2[1] - (from + length)
  }
  return { quote, block: block + shift < after.length ? block + shift : null, isChanged: false }
}
