// Pages of long lists, addressed by the key of a row: new rows do not move others from one page to another, and the
// last page is as fast as the first. At most a few pages are skipped by counting.

/** A position in a list: after a row, before one, at the end, or a page number, which somebody may type into the URL. */
export interface Position {
  page: number
  after?: string | undefined
  before?: string | undefined
  last?: boolean | undefined
}

export const firstPage: Position = { page: 1 }

/** Parses the position in a URL or form; the first page if it is invalid. */
export function parsePosition(given: URLSearchParams | FormData): Position {
  if (given.get('page') === 'last') return { page: 1, last: true }
  const page = Math.min(1_000_000, Math.max(1, Math.floor(Number(given.get('page')) || 1)))
  const key = (name: string) => String(given.get(name) ?? '').slice(0, 300) || undefined
  return { page, after: key('after'), before: key('before') }
}

/** Returns the query parameters of a position. */
export const toPositionQuery = ({ page, after, before, last }: Position): Record<string, string> => ({
  page: last ? 'last' : String(page),
  ...(after ? { after } : {}),
  ...(before ? { before } : {}),
})

/** Links from a page to others. */
export interface PageLinks {
  page: number
  /** Null if there are too many to count. */
  pages: number | null
  first: Position | null
  previous: Position | null
  next: Position | null
  last: Position | null
}

/** Rows of a list in its order: those after a key or before one (then the nearest first), skipping some. */
export interface RowRange {
  after?: string | undefined
  before?: string
  backwards: boolean
  limit: number
  skip: number
}

interface PageRequest<Row> {
  position: Position
  size: number
  /** Number of rows; null if there are too many to count. */
  count: number | null
  keyOf: (row: Row) => string
  read: (stretch: RowRange) => Promise<Row[]>
}

/** Maximum number of pages that are skipped to reach a page given by number; beyond it there is only the last page. */
const maxSkippedPages = 1000

/** Reads the page at a position; the last one if the list has become shorter. */
export async function readPage<Row>({ position, size, count, keyOf, read }: PageRequest<Row>): Promise<PageLinks & { rows: Row[] }> {
  const pages = count === null ? null : Math.max(1, Math.ceil(count / size))
  const { after, before } = position
  const onLast = pages === null || count === null || count === 0 ? size : count - (pages - 1) * size
  const skip = (position.page - 1) * size
  const turned = (rows: Row[], { page, isFirst, isLast }: { page: number; isFirst: boolean; isLast: boolean }) => {
    const shown = isFirst ? 1 : Math.max(2, isLast ? (pages ?? page) : page)
    const [one, other] = [rows[0], rows.at(-1)]
    return {
      rows,
      page: shown,
      pages: isFirst && isLast ? 1 : pages,
      first: isFirst ? null : firstPage,
      previous: isFirst || one === undefined ? null : { page: shown - 1, before: keyOf(one) },
      next: isLast || other === undefined ? null : { page: shown + 1, after: keyOf(other) },
      last: isLast ? null : { page: 1, last: true },
    }
  }
  const forwards = async (from: { after?: string; skip: number; page: number }) => {
    const rows = await read({ after: from.after, backwards: false, limit: size + 1, skip: from.skip })
    return {
      rows,
      page: turned(rows.slice(0, size), {
        page: from.page,
        isFirst: from.after === undefined && from.skip === 0,
        isLast: rows.length <= size,
      }),
    }
  }
  const fromTheEnd = async () => {
    const rows = await read({ backwards: true, limit: onLast + 1, skip: 0 })
    return turned(rows.slice(0, onLast).reverse(), { page: pages ?? position.page, isFirst: rows.length <= onLast, isLast: true })
  }

  if (before !== undefined) {
    const rows = await read({ before, backwards: true, limit: size + 1, skip: 0 })
    if (rows.length > size) return turned(rows.slice(0, size).reverse(), { page: position.page, isFirst: false, isLast: false })
    return (await forwards({ skip: 0, page: 1 })).page // rows were inserted before it: the first page is a full one
  }
  if (position.last) return fromTheEnd()
  if (after === undefined && skip > maxSkippedPages) return fromTheEnd()
  const found = await forwards(after === undefined ? { skip, page: position.page } : { after, skip: 0, page: position.page })
  return found.rows.length > 0 || (after === undefined && skip === 0) ? found.page : fromTheEnd()
}

/** Reads the page at a position of a list that is in memory anyway. */
export function readPageOfList<Row>(list: readonly Row[], { keyOf, ...request }: Omit<PageRequest<Row>, 'count' | 'read'>) {
  const indexOf = (key: string) => list.findIndex((row) => keyOf(row) === key)
  const read = async ({ after, before, backwards, limit, skip }: RowRange) => {
    const rest = list.slice(after === undefined ? 0 : indexOf(after) + 1, before === undefined ? list.length : Math.max(0, indexOf(before)))
    return (backwards ? rest.reverse() : rest).slice(skip, skip + limit)
  }
  return readPage({ ...request, keyOf, count: list.length, read })
}
