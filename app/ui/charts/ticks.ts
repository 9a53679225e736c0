// The ticks of a chart's axis. The charts in this folder are our own on purpose: they are rendered on the server as
// plain SVG, readable without scripts and on paper. Chart libraries draw in the browser, with scripts that these pages
// do not have.

/** Computes integers from 0 to `most` or slightly above, at most six, in round steps. */
export function computeTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  const step = [0.2, 0.5, 1, 2].map((share) => Math.max(1, share * power)).find((it) => it * 5 >= most)!
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step)
}

/** Formats with separators: 12,000. */
export const formatTick = (value: number) => value.toLocaleString('zh-CN')
