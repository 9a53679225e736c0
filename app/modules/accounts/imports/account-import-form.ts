// The rows of a list of accounts, as the preview sends them again.
import { z } from 'zod'
import { id, listOf, longText, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'

const text = () => shortText().default('')

/** So many accounts can be created from one list; a day's quota of new accounts is 300. */
export const maxListedAccounts = 200

const rows = listOf(
  z.object({ row: id(), name: text(), phone: text(), role: text(), place: text(), why: longText().default('') }),
  maxListedAccounts,
).default([])

export const accountImportForm = withRows({ rows: ['name', 'phone', 'role', 'place', 'why'] }, z.object({ rows })).transform(
  ({ rows: given }) => given.map(({ row, why, ...said }) => ({ row: Number(row) || 0, message: why, ...said })),
)
