// Turning the pages of long lists by the key of a row: what comes in meanwhile moves nothing onto a page or off it, and the
// last page is as near as the first. Nothing is counted off from the beginning but a few pages at most.

/** Where in a list: behind a row, before one, at the end, or simply a page's number, as somebody may write it into the address. */
export interface Position {
  page: number
  after?: string | undefined
  before?: string | undefined
  last?: boolean | undefined
}

export const firstPage: Position = { page: 1 }

/** What the address or a form asks for; the first page if it makes no sense. */
export function parsePosition(given: URLSearchParams | FormData): Position {
  if (given.get('page') === 'last') return { page: 1, last: true }
  const page = Math.min(1_000_000, Math.max(1, Math.floor(Number(given.get('page')) || 1)))
  const key = (name: string) => String(given.get(name) ?? '').slice(0, 300) || undefined
  return { page, after: key('after'), before: key('before') }
}

/** The tail of an address that leads to a position. */
export const toPositionQuery = ({ page, after, before, last }: Position): Record<string, string> => ({
  page: last ? 'last' : String(page),
  ...(after ? { after } : {}),
  ...(before ? { before } : {}),
})

/** Where one can turn to from a page. */
export interface PageLinks {
  page: number
  /** Null where nobody counted that far. */
  pages: number | null
  first: Position | null
  previous: Position | null
  next: Position | null
  last: Position | null
}

/** Rows of a list in its order: those behind a key or before one (then the nearest first), passing some over. */
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
  /** How many rows there are; null where nobody counted that far. */
  count: number | null
  keyOf: (row: Row) => string
  read: (stretch: RowRange) => Promise<Row[]>
}

/** How many rows are passed over at most for a page that is asked for by number alone; further on there is only the last page. */
const maxSkippedPages = 1000

/** The page at a position; the last, if the list has become shorter than that. */
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
    return (await forwards({ skip: 0, page: 1 })).page // whatever came in before it: the first page is a full one
  }
  if (position.last) return fromTheEnd()
  if (after === undefined && skip > maxSkippedPages) return fromTheEnd()
  const found = await forwards(after === undefined ? { skip, page: position.page } : { after, skip: 0, page: position.page })
  return found.rows.length > 0 || (after === undefined && skip === 0) ? found.page : fromTheEnd()
}
