// The register of certificates as a workbook: what the filters leave, or a search finds.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearched } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { listWholeRegister } from '#app/modules/certificates/certificates.server.ts'
import { registerColumns } from '#app/modules/certificates/register-columns.ts'
import { parseRegisterQuery } from '#app/modules/certificates/register-query.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { withPlaces } from './with-places.server.ts'

const send = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'certificates.list')
    const { site } = args.context
    const { searchParams } = new URL(args.request.url)
    const query = parseRegisterQuery(searchParams)
    const rows = await listWholeRegister(site, viewer, { ...query, search: await readSearched(args.request) })
    // The database has filtered and sorted them.
    const shown = { ...parseTableQuery(searchParams, registerColumns), sort: null, filters: {} }
    const sheet = toSheet(withPlaces(site, rows), shown, { definition: registerColumns, name: '结业证书' })
    return sendList(args, viewer, sheet, { name: '结业证书.xlsx', plainName: 'certificates.xlsx' })
  })

export const loader = send
/** A search is posted, so that whom it is for is in no address. */
export const action = send
