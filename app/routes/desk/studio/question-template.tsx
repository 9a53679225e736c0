// The workbook of questions to fill in.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { writeQuestionTemplate } from '#app/importing/questions/questions.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  await requireDuty(args, 'courses.write')
  return sendWorkbook(Buffer.from(await writeQuestionTemplate()), { name: '试题模板.xlsx', plainName: 'questions-template.xlsx' })
}
