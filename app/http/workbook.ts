// Workbooks as downloads.
import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Viewer } from '#app/access/viewer.ts'
import type { SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
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
