// The template of a roster to fill in.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { writeRosterTemplate } from '#app/modules/rosters/rosters.server.ts'
import { toFileStream } from '#app/threads/files.ts'

export async function loader(args: LoaderFunctionArgs) {
  await requireDuty(args, 'rosters.import')
  return sendWorkbook(await toFileStream(writeRosterTemplate(args.context.site)), {
    name: '花名册模板.xlsx',
    plainName: 'roster-template.xlsx',
  })
}
