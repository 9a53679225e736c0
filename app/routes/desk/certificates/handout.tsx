// The list on which holders sign for their certificates.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listWholeRegister } from '#app/modules/certificates/certificates.server.ts'
import { HandoutPage } from '#app/modules/certificates/pages/handout-page.tsx'
import { parseRegisterQuery } from '#app/modules/certificates/register-query.ts'
import { formatPlace, getCountyName } from '#app/modules/regions/regions.server.ts'
import { withPlaces } from './with-places.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '证书发放登记表 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'certificates.list')
    const { site } = args.context
    const query = parseRegisterQuery(new URL(args.request.url).searchParams)
    const today = toDay(site.now())
    const rows = withPlaces(site, await listWholeRegister(site, viewer, query))
    return {
      viewer,
      query,
      rows,
      place: (query.region && formatPlace(query.region, today).join(' ')) || getCountyName(site.programme, today),
    }
  })

export default function Route() {
  return <HandoutPage {...useLoaderData<typeof loader>()} />
}
