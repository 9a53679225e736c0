// All columns of a view at once, to be selected as one object.
import type { Subquery } from 'drizzle-orm'

type ColumnsOf<V> = V extends Subquery<string, infer Columns> ? Columns : never

/** `select({ shop: columnsOf(shops) })` gives each row's shop whole. */
export const columnsOf = <V extends Subquery>(view: V): ColumnsOf<V> =>
  Object.fromEntries(Object.keys(view._.selectedFields).map((name) => [name, view[name as keyof V]])) as ColumnsOf<V>
