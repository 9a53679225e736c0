// Forms with rows, a line for each trainee, session or shop: the only place that parses their field names. A field of a
// row is named `<field>-<row>`, as in `mark-0c7k…`; the row says what the line is about.
import { z } from 'zod'

type Entered = Record<string, unknown>

/** For each list of the nested form, the fields of its rows. */
type Rows = Readonly<Record<string, readonly string[]>>

/**
 * The schema of a form whose rows are lists: `withRows({ lines: ['mark', 'reason'] }, schema)` gives `schema` for every
 * `mark-<row>` and `reason-<row>` a list `lines` of `{ row, mark, reason }`, in the order of the rows; missing fields
 * are left out. Errors are reported under the name that the field has in the form.
 */
export const withRows = <S extends z.ZodType>(rows: Rows, schema: S) =>
  z.unknown().transform((entered, context): z.output<S> => {
    const nested = nest(entered as Entered, rows)
    const parsed = schema.safeParse(nested)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      context.issues.push({ ...issue, path: pathInForm(issue.path, nested, rows), input: entered } as never)
    return z.NEVER
  })

/** One pass over the input; names are only used as keys of maps, because they can be anything. */
function nest(entered: Entered, rows: Rows): Entered {
  const listOf = new Map(Object.entries(rows).flatMap(([list, fields]) => fields.map((field) => [field, list] as const)))
  const lists = new Map(Object.keys(rows).map((list) => [list, new Map<string, Entered>()]))
  const flat: [string, unknown][] = []
  for (const [name, value] of Object.entries(entered)) {
    const at = name.indexOf('-')
    const [field, row] = [name.slice(0, at), name.slice(at + 1)]
    const list = at > 0 && row !== '' ? lists.get(listOf.get(field) ?? '') : undefined
    if (!list) {
      flat.push([name, value])
      continue
    }
    const line = list.get(row) ?? { row }
    line[field] = value
    list.set(row, line)
  }
  return Object.fromEntries([...flat, ...[...lists].map(([list, lines]) => [list, [...lines.values()]] as const)])
}

/** Converts `lines.3.reason` of the nested form to `reason-<row>` of the posted one. */
function pathInForm(path: readonly PropertyKey[], nested: Entered, rows: Rows): PropertyKey[] {
  const [list, place, field] = path
  if (typeof list !== 'string' || !Object.hasOwn(rows, list) || typeof place !== 'number') return [...path]
  const line = (nested[list] as { row: string }[])[place]!
  return [typeof field === 'string' && field !== 'row' ? `${field}-${line.row}` : list]
}
