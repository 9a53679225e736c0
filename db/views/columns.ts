// All columns of a view, to be selected as one object.
import type { Subquery } from 'drizzle-orm'

type ColumnsOf<V> = V extends Subquery<string, infer Columns> ? Columns : never

/** `select({ shop: columnsOf(shops) })` returns the whole shop of each row. */
export const columnsOf = <V extends Subquery>(view: V): ColumnsOf<V> =>
  Object.fromEntries(Object.keys(view._.selectedFields).map((name) => [name, view[name as keyof V]])) as ColumnsOf<V>
