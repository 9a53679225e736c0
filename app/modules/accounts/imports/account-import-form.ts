// The rows of a list of accounts, as the preview sends them again.
import { z } from 'zod'
import { id, listOf, longText, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'

const text = () => shortText().default('')

/** So many accounts can be created from one list; a day's quota of new accounts is 300. */
export const maxListedAccounts = 200

const rows = listOf(
  z.object({ row: id(), line: text(), name: text(), phone: text(), role: text(), place: text(), why: longText().default('') }),
  maxListedAccounts,
).default([])

/** Fields are named `<field>-<place in the list>`; `line` is the row's number in its sheet. */
export const accountImportForm = withRows({ rows: ['line', 'name', 'phone', 'role', 'place', 'why'] }, z.object({ rows })).transform(
  ({ rows: given }) => given.map(({ row: _, line, why, ...said }) => ({ row: Number(line) || 0, message: why, ...said })),
)
