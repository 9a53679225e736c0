// The questions that the page of a bank shows, as a workbook. The whole bank to be changed and brought in again is another file.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { bankPages } from '#app/modules/studio/studio.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const { searchParams } = new URL(args.request.url)
    const sheet = await bankPages.exportBankList(args.context.site, viewer, param(args, 'version'), searchParams)
    return sendList(args, viewer, sheet, { name: '题目.xlsx', plainName: 'questions.xlsx' })
  })
