// The people behind one figure of the pipeline, as a workbook: the rows and columns of its page.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { peopleAtStage } from '#app/modules/talent/people-columns.ts'
import { listQuery, withDefaults } from '#app/modules/talent/pipeline-filter.ts'
import { exportAtStage, listOwnRegions } from '#app/modules/talent/talent.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'reports.see')
    const { site } = args.context
    const [region = ''] = listOwnRegions(site, viewer)
    const { searchParams } = new URL(args.request.url)
    const query = parseForm(withDefaults(searchParams, { today: toDay(site.now()), region }), listQuery)
    const people = await exportAtStage(site, viewer, query)
    const sheet = toSheet(people, parseTableQuery(searchParams, peopleAtStage), { definition: peopleAtStage, name: '梯队' })
    return sendList(args, viewer, sheet, { name: `梯队 ${query.on}.xlsx`, plainName: 'pipeline.xlsx' })
  })
