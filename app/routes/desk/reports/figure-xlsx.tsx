// The list behind one figure as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { maxExported } from '#app/modules/households/lists.ts'
import { completionList, heldList } from '#app/modules/reports/pages/figure-columns.ts'
import { figureLabels } from '#app/modules/reports/report-query.ts'
import { Refusal } from '#app/refusal.ts'
import { loadFigure } from './figure-list.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, figure, lines, cohorts, isWhole } = await loadFigure(args, maxExported)
    const named = { name: figureLabels[figure].label, plainName: 'figure.xlsx', what: `household report ${figure}` }
    if (figure === 'cohorts') return sendTable(args, viewer, { definition: heldList, rows: cohorts, ...named })
    if (!isWhole)
      throw new Refusal(409, `一次最多下载 ${maxExported.toLocaleString('zh-CN')} 行。请先选乡镇、培训班或短一些的时间，再下载。`)
    return sendTable(args, viewer, { definition: completionList(figure), rows: lines, ...named })
  })
