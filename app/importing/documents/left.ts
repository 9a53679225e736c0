// The report of what did not come over, or is still to be done by the author.

export interface Left {
  /** What it is, in a few Chinese words: 批注, 图表. */
  what: string
  /** Where in the document, as its author would say. */
  where: string
  /** What happened to it and what to do, in one Chinese sentence. */
  advice: string
}

/** What each kind of document loses of its tables: what it is, and what to do. */
export const mergedCells = ['合并的格子', '合并的格子拆开了：竖着合并的每行写一遍，横着合并的写在第一格；请核对。'] as const
export const picturesInTable = ['表格里的图', '表格里的图放到了表格后面；请看位置对不对。'] as const
export const tableInCell = ['表格里的表格', '套在格子里的表格只留下了字；请另做一个表格。'] as const

/** Places named for one kind; the others are counted. */
const maxPlaces = 5
/** Different entries: a document with more is reported in part. */
const maxEntries = 200

/** Collects what did not come over: one entry for each kind of thing, with its places. */
export class LeftList {
  private readonly places = new Map<string, { what: string; advice: string; where: string[]; count: number }>()

  add(what: string, where: string, advice: string) {
    const key = `${what}\n${advice}`
    const known = this.places.get(key)
    if (known) {
      known.count++
      if (known.where.length < maxPlaces && !known.where.includes(where)) known.where.push(where)
    } else if (this.places.size < maxEntries) this.places.set(key, { what, advice, where: [where], count: 1 })
  }

  toList(): Left[] {
    return [...this.places.values()].map(({ what, advice, where, count }) => ({
      what,
      where: `${where.join('；')}${count > where.length ? `，共 ${count} 处` : ''}`,
      advice,
    }))
  }
}

/** Shortens a text to show where something is. */
export const shorten = (text: string, length = 16) => {
  const plain = text.replace(/\s+/g, ' ').trim()
  return [...plain].length > length ? `${[...plain].slice(0, length).join('')}…` : plain
}
