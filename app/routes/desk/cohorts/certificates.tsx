// The certificates of a class.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { listRegister } from '#app/modules/certificates/certificates.server.ts'
import { CertificatesOfCohort, CertificatesOfCohortLinks } from '#app/modules/certificates/pages/certificates-of-cohort.tsx'
import { certificatesOfCohort } from '#app/modules/certificates/register-columns.ts'
import { CohortFrame } from '#app/modules/cohorts/pages/cohort-frame.tsx'
import { parsePosition } from '#app/paging.ts'
import { toRegisterPart } from '../certificates/list-part.server.ts'
import { withPlaces } from '../certificates/with-places.server.ts'
import { parseCohortQuery } from './certificates-asked.server.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班的证书 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const frame = await loadCohortFrame(args)
    const { site } = args.context
    const { searchParams: address } = new URL(args.request.url)
    const [query, position] = [parseCohortQuery(address, frame.cohort.id), parsePosition(address)]
    const found = await listRegister(site, frame.viewer, query, position)
    const rows = withPlaces(site, found.rows)
    return { ...frame, list: toRegisterPart({ ...found, rows }, { definition: certificatesOfCohort, address, position, query }) }
  })

export default function Route() {
  const { list, ...frame } = useLoaderData<typeof loader>()
  const links = list.total > 0 && <CertificatesOfCohortLinks cohortId={frame.cohort.id} />
  return (
    <CohortFrame {...frame} tab="certificates" actions={links} printed={{ place: frame.where, period: null }}>
      <CertificatesOfCohort list={list} cohortId={frame.cohort.id} />
    </CohortFrame>
  )
}
