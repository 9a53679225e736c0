// The numbers along a chart's axis.
// The charts beside it are ours on purpose: they are drawn on the server as plain SVG, readable without scripts and on paper.
// Libraries of charts draw in the browser, by scripts that these pages do not carry.

/** Whole numbers from 0 to `most` or a little more, at most six, in steps that one counts in. */
export function computeTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  const step = [0.2, 0.5, 1, 2].map((share) => Math.max(1, share * power)).find((it) => it * 5 >= most)!
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step)
}

/** 12,000 as people write it. */
export const formatTick = (value: number) => value.toLocaleString('zh-CN')
