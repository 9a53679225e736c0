// What mammoth read of a document, as blocks.
import { type Block, type Cell, isBlank, type Run, toText } from '../blocks.ts'
import { type LeftList, mergedCells, picturesInTable, shorten, tableInCell } from '../left.ts'
import { toRaised } from '../raised.ts'

/** A node of mammoth's model, as far as it is used. */
export interface MammothNode {
  type: string
  children?: MammothNode[]
  styleId?: string | null
  isBold?: boolean
  verticalAlignment?: string
  value?: string
  href?: string
  altText?: string
  breakType?: string
  checked?: boolean
  noteType?: string
  noteId?: string
  colSpan?: number
  rowSpan?: number
  notes?: { resolve(reference: MammothNode): { body: MammothNode[] } | null }
  readAsBuffer?: () => Promise<Buffer>
  /** Of a picture: the part that it is. */
  key?: string
}

interface Content {
  runs: Run[]
  pictures: { key: string; alt: string }[]
}

/** Turns the parts of one document into blocks, one after the other. */
export class ModelReader {
  private heading = ''
  private notes: Run[][] = []
  /** The marks of notes that were read, by kind and number. */
  private marks = new Map<string, string>()

  private document: MammothNode = { type: 'document' }

  constructor(private readonly left: LeftList) {}

  read(document: MammothNode): Block[] {
    this.document = document
    return this.blocks(document.children ?? [])
  }

  /** What stands at the end. */
  finish = () => this.endNotes()

  private where = (near: string) => {
    const place = near.trim() === '' ? '' : `“${shorten(near)}”那里`
    return this.heading === '' ? place || '开头' : `“${shorten(this.heading)}”一节${place === '' ? '' : `，${place}`}`
  }

  private lose([what, advice]: readonly [string, string], where: string) {
    this.left.add(what, where, advice)
  }

  private blocks(nodes: readonly MammothNode[]): Block[] {
    const blocks: Block[] = []
    for (const node of nodes) {
      if (node.type === 'table') blocks.push(...this.table(node))
      else if (node.type === 'paragraph') {
        const made = this.paragraph(node)
        if (made[0]?.kind === 'heading') {
          blocks.push(...this.endNotes())
          this.heading = toText(made[0].runs)
        }
        blocks.push(...made)
      }
    }
    return blocks
  }

  /** The notes of a section stand at its end. */
  private endNotes(): Block[] {
    if (this.notes.length === 0) return []
    const paragraphs = this.notes
    this.notes = []
    return [{ kind: 'note', sort: 'source', title: '注释', paragraphs }]
  }

  private paragraph(node: MammothNode): Block[] {
    const { runs, pictures } = this.content(node.children ?? [])
    const blocks: Block[] = []
    if (!isBlank(runs)) blocks.push(toBlock(node.styleId ?? 'p', runs))
    const where = this.where(toText(runs))
    return [...blocks, ...pictures.map((picture) => ({ kind: 'picture', ...picture, where }) as const)]
  }

  private table(node: MammothNode): Block[] {
    const rows: Cell[][] = []
    const pictures: Content['pictures'] = []
    let isMerged = false
    for (const row of node.children ?? []) {
      const cells: Cell[] = []
      for (const cell of row.children ?? []) {
        const content = this.cell(cell)
        pictures.push(...content.pictures)
        const [across, down] = [cell.colSpan ?? 1, cell.rowSpan ?? 1]
        isMerged ||= across > 1 || down > 1
        cells.push({ runs: content.runs, across, down })
      }
      rows.push(cells)
    }
    const where = this.where(toText(rows[0]?.[0]?.runs ?? []))
    if (isMerged) this.lose(mergedCells, where)
    if (pictures.length > 0) this.lose(picturesInTable, where)
    const after = pictures.map((picture) => ({ kind: 'picture', ...picture, where }) as const)
    // A table of one cell is a frame around text.
    if (rows.length === 1 && rows[0]?.length === 1) return this.blocks(node.children?.[0]?.children?.[0]?.children ?? [])
    return [{ kind: 'table', rows }, ...after]
  }

  /** The paragraphs of a cell, in lines; a table in it too. */
  private cell(node: MammothNode): Content {
    const all: Content = { runs: [], pictures: [] }
    for (const one of node.children ?? []) {
      const content: Content = one.type === 'paragraph' ? this.content(one.children ?? []) : this.inner(one)
      if (!isBlank(content.runs)) all.runs.push(...(all.runs.length > 0 ? [{ text: '\n' }] : []), ...content.runs)
      all.pictures.push(...content.pictures)
    }
    return all
  }

  private inner(table: MammothNode): Content {
    this.lose(tableInCell, this.where(''))
    const all: Content = { runs: [], pictures: [] }
    for (const row of table.children ?? [])
      for (const cell of row.children ?? []) {
        const { runs, pictures } = this.cell(cell)
        if (!isBlank(runs)) all.runs.push(...(all.runs.length > 0 ? [{ text: '　' }] : []), ...runs)
        all.pictures.push(...pictures)
      }
    return all
  }

  private content(nodes: readonly MammothNode[], look: Omit<Run, 'text'> = {}, raised = ''): Content {
    const all: Content = { runs: [], pictures: [] }
    const add = (text: string) => void all.runs.push({ ...look, text: toRaised(text, raised) })
    for (const node of nodes) {
      if (node.type === 'text') add(node.value ?? '')
      else if (node.type === 'tab') add(' ')
      else if (node.type === 'break' && node.breakType === 'line') add('\n')
      else if (node.type === 'checkbox') add(node.checked ? '☑' : '☐')
      else if (node.type === 'noteReference') all.runs.push({ text: this.note(node) })
      else if (node.type === 'image') all.pictures.push({ key: node.key ?? '', alt: node.altText ?? '' })
      else if (node.type === 'run' || node.type === 'hyperlink') {
        const own =
          node.type === 'run' ? { ...look, ...(node.isBold && { isBold: true }) } : { ...look, ...(node.href && { href: node.href }) }
        const inner = this.content(node.children ?? [], own, node.type === 'run' ? (node.verticalAlignment ?? '') : raised)
        all.runs.push(...inner.runs)
        all.pictures.push(...inner.pictures)
      }
    }
    return all
  }

  /** The mark of a note in the text; the note itself stands at the end of the section. */
  private note(reference: MammothNode): string {
    const id = `${reference.noteType} ${reference.noteId}`
    const known = this.marks.get(id)
    if (known !== undefined) return known // a note that refers to itself, too
    const note = this.document.notes?.resolve(reference)
    if (!note) return ''
    const mark = `〔${this.marks.size + 1}〕`
    this.marks.set(id, mark)
    const runs: Run[] = [{ text: mark }]
    for (const one of note.body) {
      const content = one.type === 'paragraph' ? this.content(one.children ?? []) : this.inner(one)
      runs.push(...content.runs.map((run) => ({ ...run, text: run.text.trimStart() })), { text: ' ' })
    }
    this.notes.push(runs)
    return mark
  }
}

/** The kind that the writer for mammoth put into the style. */
function toBlock(style: string, runs: Run[]): Block {
  const [, kind, level = '0', number] = /^([htou])(\d*)(?::(\d+))?$/.exec(style) ?? []
  if (kind === 't') return { kind: 'title', runs }
  if (kind === 'h') return { kind: 'heading', level: Number(level), runs }
  if (kind === 'o' || kind === 'u')
    return { kind: 'item', isOrdered: kind === 'o', level: Number(level), number: number === undefined ? undefined : Number(number), runs }
  return { kind: 'paragraph', runs }
}
