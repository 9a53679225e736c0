// Whole ID numbers in the workbook of the household report: asked for with a reason, logged for each person.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { WholeNumbersPage } from '#app/modules/reports/pages/whole-numbers-page.tsx'
import { reportQuery, resolveAsOf, toReportQueryString, wholeNumbersForm, withDefaults } from '#app/modules/reports/report-query.ts'
import { askForWholeNumbers, defaultReportQuery, requestHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '导出全号 · 梯队' }]

async function readQuery(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireDuty(args, 'persons.unmask')
  await requireDuty(args, 'reports.see')
  const given = withDefaults(new URL(args.request.url).searchParams, await defaultReportQuery(args.context.site, viewer))
  const query = parseForm(given, reportQuery)
  return { viewer, query, asked: { ...query, ...resolveAsOf(query) } }
}

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, query, asked } = await readQuery(args)
    const { persons, regionName } = await requestHouseholdReport(args.context.site, viewer, asked, args.request.signal)
    return { viewer, query, persons, regionName }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const { viewer, query, asked } = await readQuery(args)
    const { reason } = await readForm(request, wholeNumbersForm)
    await askForWholeNumbers(args.context.site, viewer, asked, reason)
    return redirect(paths.householdReportWorkbook(`${toReportQueryString(query)}&whole=1`))
  })

export default function Route() {
  return <WholeNumbersPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
