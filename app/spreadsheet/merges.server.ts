// Merged cells over several rows: the rows below the first have its value.
import { type Cell, parseColumn, emptyCell, type SheetRow } from './cells.ts'
import { type FileBudget, maxRow, maxColumns } from './budget.ts'
import { readPartText, walkTexts } from './xml.server.ts'
import type { Parts } from './zip.server.ts'

interface Merge {
  column: number
  last: number
}

/** By the row in which they begin. */
export type Merges = ReadonlyMap<number, readonly Merge[]>

const begins = /<(?:[\w.-]+:)?mergeCells[\s/>]/
const rootTag = /<(?:[\w.-]+:)?worksheet(?:\s[^>]*)?>/

/** Merged cells are stored after the rows, so they are read first; the rows themselves are not parsed. */
export async function readMerges(parts: Parts, part: string, budget: FileBudget): Promise<Merges> {
  const merges = new Map<number, Merge[]>()
  const beginAt = (row: number) => {
    const known = merges.get(row)
    if (known) return known
    const begun: Merge[] = []
    merges.set(row, begun)
    return begun
  }
  const take = (ref: string | undefined) => {
    budget.spend('merges')
    const [, letters, from, to] = ref?.match(/^\$?([A-Z]{1,3})\$?(\d+):\$?[A-Z]{1,3}\$?(\d+)$/) ?? []
    const [first, last] = [Number(from), Math.min(Number(to), maxRow)]
    const column = letters ? parseColumn(letters) : null
    if (column !== null && last > first && column < maxColumns) beginAt(first).push({ column, last })
  }
  for await (const _ of walkTexts(endOfSheet(readPartText(parts, part)), {
    open: (name, { ref }) => void (name === 'mergeCell' && take(ref)),
  }))
    continue
  return merges
}

/** Yields the root's own tag, and what follows from the merged cells on; nothing if there are none. */
async function* endOfSheet(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let root: string | null = null
  let start = ''
  let rest = ''
  let found = false
  for await (const text of texts) {
    if (found) {
      yield text
      continue
    }
    if (root === null && start.length < 65_536) {
      start += text
      root = start.match(rootTag)?.[0] ?? null
    }
    rest = rest.slice(-100) + text
    const at = rest.search(begins)
    if (at < 0) continue
    found = true
    yield (root ?? '<worksheet>') + rest.slice(at)
  }
  if (!found) yield '<worksheet/>'
}

/**
 * Gives the cells covered by a merged cell the value of its first row. In each column one merged cell is open at a
 * time.
 */
export function createMergeFiller(merges: Merges, budget: FileBudget) {
  const open = new Map<number, { last: number; value: Cell }>()
  return (row: SheetRow): SheetRow => {
    let merged: Set<number> | null = null
    for (const [column, { last, value }] of open) {
      if (last < row.row) open.delete(column)
      else if ((row.cells[column]?.kind ?? 'empty') === 'empty') {
        budget.spend('cells', Math.max(1, column - row.cells.length))
        while (row.cells.length <= column) row.cells.push(emptyCell)
        row.cells[column] = value
        merged = (merged ?? new Set<number>()).add(column)
      }
    }
    for (const { column, last } of merges.get(row.row) ?? []) {
      const value = row.cells[column]
      if (value && value.kind !== 'empty') open.set(column, { last, value })
    }
    return merged ? { ...row, merged } : row
  }
}
