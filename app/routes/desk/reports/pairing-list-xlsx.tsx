// The list behind one figure of pairing as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { outcomeList } from '#app/modules/outcomes/outcome-list.ts'
import { figureLabels } from '#app/modules/outcomes/outcomes.ts'
import { loadOutcomeList } from './outcome-list.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, figure, rows } = await loadOutcomeList(args)
    const named = { name: figureLabels[figure].label, plainName: 'pairing-list.xlsx', what: `pairing report ${figure}` }
    return sendTable(args, viewer, { definition: outcomeList(figure), rows, ...named })
  })
