// The certificates of a class, to print.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listSheetsOfCohort } from '#app/modules/certificates/certificates.server.ts'
import certificateCss from '#app/modules/certificates/pages/certificate.css?url'
import { SheetsPage } from '#app/modules/certificates/pages/sheets-page.tsx'
import { parseRegisterQuery } from '#app/modules/certificates/register-query.ts'
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { parsePosition } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [...deskLinks(), { rel: 'stylesheet', href: certificateCss }]
export const meta = () => [{ title: '打印证书 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'certificates.list')
    const { site } = args.context
    const { searchParams } = new URL(args.request.url)
    const { id, number, name, startsOn } = await readCohortHead(site, viewer, parseRegisterQuery(searchParams).cohort ?? '')
    const { sheets, ...turns } = await listSheetsOfCohort(site, viewer, { cohortId: id, page: parsePosition(searchParams).page })
    const withUrls = sheets.map((sheet) => ({ ...sheet, verifyUrl: toPublicUrl(args, paths.verify(sheet.code)) }))
    return { viewer, cohort: { id, number, name, startsOn }, sheets: withUrls, address: findUselessAddress(args), ...turns }
  })

export default function Route() {
  return <SheetsPage {...useLoaderData<typeof loader>()} />
}
