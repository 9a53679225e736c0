// Blocks as Markdown of a lesson, within its limits for one paragraph, list or table.
import { placeholders } from '#app/lesson/placeholders.ts'
import { type Block, type Cell, isBlank, type Run, toText } from '../blocks.ts'
import { present } from '#app/present.ts'
import { type LeftList, shorten } from '../left.ts'
import { escapeAttribute } from './escape.ts'
import { writeRuns } from './write-runs.ts'

/** A lesson may have 300 of Markdown's signs in one paragraph, list or table. */
const maxMarks = 260
const maxLine = 900
const maxDepth = 3
const maxColumns = 20
const maxCells = 20_000

const countMarks = (text: string) => text.match(/[*_~`|[\]<{]/g)?.length ?? 0

/** What pictures without words are called in the report. */
export const unsaidPictures = '没有文字说明的图'

/** The pictures that were kept, by key; blocks of others are left out. */
export type KeptPictures = ReadonlyMap<string, { name: string }>

export interface Written {
  text: string
  tables: number
}

/** Writes the blocks of one section below its heading. `floor` is the level of headings that become `###`. */
export function writeBlocks(
  blocks: readonly Block[],
  { left, where, pictures, floor }: { left: LeftList; where: string; pictures: KeptPictures; floor: number },
): Written {
  const written: string[] = []
  let tables = 0
  const options = { left, where }
  for (let at = 0, block = blocks[0]; block; block = blocks[++at]) {
    switch (block.kind) {
      case 'title':
      case 'heading': {
        const text = writeRuns(block.runs, { ...options, isPlain: true })
        const depth = block.kind === 'title' ? 3 : Math.min(Math.max(block.level - floor + 3, 3), 4)
        if (text !== '') written.push(`${'#'.repeat(depth)} ${text}`)
        break
      }
      case 'paragraph':
        written.push(writeParagraph(block.runs, options))
        break
      case 'quote':
        written.push(writeParagraph(block.runs, { ...options, indent: '> ' }).replace(/^(?=.)/, '> '))
        break
      case 'item': {
        const items = [block]
        for (let next = blocks[at + 1]; next?.kind === 'item'; next = blocks[++at + 1]) items.push(next)
        written.push(writeList(items, options))
        break
      }
      case 'table': {
        const { text, isTable } = writeTable(block.rows, options)
        written.push(text)
        if (isTable) tables++
        break
      }
      case 'picture': {
        const picture = pictures.get(block.key)
        if (!picture) break
        if (block.alt.trim() === '')
          left.add(unsaidPictures, block.where, `请写上图里有什么，看不见图的人靠它；现在写的是“${placeholders.picture}”。`)
        written.push(
          `<Figure src="${picture.name}" alt=${escapeAttribute(block.alt.trim() === '' ? placeholders.picture : shorten(block.alt, 100))} />`,
        )
        break
      }
      case 'note': {
        const text = block.paragraphs.map((runs) => writeParagraph(runs, options)).filter((paragraph) => paragraph !== '')
        if (text.length > 0)
          written.push([`<Note kind="${block.sort}" title=${escapeAttribute(block.title)}>`, text.join('\n\n'), '</Note>'].join('\n'))
      }
    }
  }
  return { text: written.filter((text) => text !== '').join('\n\n'), tables }
}

interface Options {
  left: LeftList
  where: string
  indent?: string
}

function writeParagraph(runs: readonly Run[], options: Options): string {
  const text = writeRuns(runs, options)
  return countMarks(text) > maxMarks ? writeRuns(withoutBold(runs), options) : text
}

const withoutBold = (runs: readonly Run[]): Run[] => runs.map(({ isBold: _, ...run }) => run)

type Item = Extract<Block, { kind: 'item' }>

/** Writes a list; one that has too many signs for a lesson gets empty lines between its items. */
function writeList(items: readonly Item[], options: Options): string {
  const widths: number[] = []
  const lists: { isOrdered: boolean; number: number; sign: '.' | ')' }[] = []
  const lines: string[] = []
  for (const { isOrdered, level, number, runs } of items) {
    if (isBlank(runs)) continue
    const depth = Math.min(level, maxDepth, lists.length)
    const last = lists[depth]
    lists.length = depth + 1
    widths.length = depth
    const counted = number ?? (last?.isOrdered && isOrdered ? last.number + 1 : 1)
    // Another list of the same kind right behind begins anew only if its sign differs.
    const isAnew = last !== undefined && last.isOrdered && isOrdered && counted <= last.number
    const sign = isAnew ? (last.sign === '.' ? ')' : '.') : (last?.sign ?? '.')
    lists[depth] = { isOrdered, number: counted, sign }
    const mark = isOrdered ? `${counted}${sign} ` : '- '
    const indent = ' '.repeat(widths.reduce((sum, width) => sum + width, 0))
    widths[depth] = mark.length
    const own = { ...options, indent: indent + ' '.repeat(mark.length) }
    const text = writeRuns(runs, own)
    lines.push(indent + mark + (countMarks(text) > maxMarks ? writeRuns(withoutBold(runs), own) : text))
  }
  return lines.join(countMarks(lines.join('\n')) > maxMarks ? '\n\n' : '\n')
}

/** The cells by row and column; what is merged downwards stands in every row, what is merged across in its first column. */
function toGrid(rows: readonly (readonly Cell[])[]): Run[][][] {
  const grid: Run[][][] = rows.map(() => [])
  let filled = 0
  rows.forEach((row, at) => {
    let column = 0
    for (const { runs, across, down } of row) {
      while (grid[at]?.[column] !== undefined) column++
      for (let below = 0; below < Math.min(down, rows.length - at); below++)
        for (let beside = 0; beside < Math.min(across, maxColumns * 3); beside++) {
          if (++filled > maxCells) return
          present(grid[at + below], 'row of the table')[column + beside] = beside === 0 ? runs : []
        }
      column += Math.min(across, maxColumns * 3)
    }
  })
  const width = Math.max(0, ...grid.map((row) => row.length))
  const full = grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? []))
  const used = Array.from({ length: width }, (_, column) => full.some((row) => !isBlank(row[column] ?? [])))
  return full.map((row) => row.filter((_, column) => used[column])).filter((row) => row.some((runs) => !isBlank(runs)))
}

/** Writes a table; a large one as several, and one that is too wide as a list. */
function writeTable(rows: readonly (readonly Cell[])[], options: Options): { text: string; isTable: boolean } {
  const grid = toGrid(rows)
  const [head, ...others] = grid
  if (!head) return { text: '', isTable: false }
  if (head.length === 1) return { text: grid.map(([runs]) => writeParagraph(runs ?? [], options)).join('\n\n'), isTable: false }
  const heads = head.map((runs) => writeRuns(runs, { ...options, inTable: true, isPlain: true }))
  const toLine = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const lines = others.map((row) => toLine(row.map((runs) => writeRuns(runs, { ...options, inTable: true }))))
  const top = [toLine(heads), `|${' --- |'.repeat(head.length)}`]
  const marksOfTop = countMarks(top.join(''))
  if (head.length > maxColumns || [...top, ...lines].some((line) => line.length > maxLine || countMarks(line) + marksOfTop > maxMarks)) {
    options.left.add('太宽的表格', options.where, '手机上放不下这么宽的表格，改成了清单；请只留下要用的几列。')
    return { text: writeAsList(head, others, options), isTable: false }
  }
  const tables: string[][] = [[...top]]
  let marks = marksOfTop
  for (const line of lines) {
    if (marks + countMarks(line) > maxMarks) {
      tables.push([...top])
      marks = marksOfTop
    }
    marks += countMarks(line)
    tables.at(-1)?.push(line)
  }
  if (tables.length > 1) options.left.add('太长的表格', options.where, '这个表格太长，分成了几个；请只留下要用的几行。')
  return { text: tables.map((table) => table.join('\n')).join('\n\n'), isTable: true }
}

const writeAsList = (head: readonly Run[][], rows: readonly Run[][][], options: Options) =>
  writeList(
    rows.map((row) => ({
      kind: 'item',
      isOrdered: false,
      level: 0,
      runs: row.flatMap((runs, column) =>
        isBlank(runs) ? [] : [{ text: `${toText(head[column] ?? [])}：${toText(runs).replace(/\n/g, ' ')}；` }],
      ),
    })),
    options,
  )
