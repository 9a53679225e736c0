// Workbooks as downloads.
import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Viewer } from '#app/access/viewer.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import { type ListDefinition, parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { throwRefusals } from './respond.server.ts'

interface FileNames {
  name: string
  /** For browsers that support only ASCII. */
  plainName: string
}

/** Sends the workbook under this name. */
export const sendWorkbook = (workbook: BodyInit, { name, plainName }: FileNames) =>
  new Response(workbook, {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  })

/** Sends a list of any length, or several, written in a thread so that nobody waits for it. Answers 409 if too many wait. */
export const sendList = (
  { request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>,
  viewer: Viewer,
  sheets: SheetToWrite | SheetToWrite[],
  names: FileNames,
): Promise<Response> =>
  throwRefusals(async () => {
    const limits = exportLimits(viewer.accountId, request.signal)
    return sendWorkbook(await toFileStream(context.site.threads.stream('spreadsheet.write', [sheets].flat(), limits)), names)
  })

interface Table<Row> {
  definition: ListDefinition<Row>
  rows: readonly Row[]
  /** Of the sheet, and of the file. */
  name: string
  plainName: string
  /** What is taken out, as the log of looks names it. */
  what: string
}

/** Sends a list with the columns, the filters and the order of its page, which are in the address, and notes in the log of looks who took it. */
export async function sendTable<Row>(
  args: Pick<LoaderFunctionArgs, 'request' | 'context'>,
  viewer: Viewer,
  table: Table<Row>,
): Promise<Response> {
  const { definition, rows, name, plainName, what } = table
  const sheet = toSheet(rows, parseTableQuery(new URL(args.request.url).searchParams, definition), { definition, name })
  await recordAccess(args.context.site, { kind: 'export', who: viewer.accountId, what, rows: rows.length })
  return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName })
}
