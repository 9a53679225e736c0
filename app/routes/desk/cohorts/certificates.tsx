// The certificates of a class.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { listRegister } from '#app/modules/certificates/certificates.server.ts'
import { CertificatesOfCohort, CertificatesOfCohortLinks } from '#app/modules/certificates/pages/certificates-of-cohort.tsx'
import { parseRegisterQuery } from '#app/modules/certificates/register-query.ts'
import { CohortFrame } from '#app/modules/cohorts/pages/cohort-frame.tsx'
import { parsePosition } from '#app/paging.ts'
import { withPlaces } from '../certificates/with-places.server.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班的证书 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const frame = await loadCohortFrame(args)
    const { site } = args.context
    const question = parseRegisterQuery(new URLSearchParams({ cohort: frame.cohort.id, sort: 'number' }))
    const found = await listRegister(site, frame.viewer, question, parsePosition(new URL(args.request.url).searchParams))
    return { ...frame, list: { ...found, rows: withPlaces(site, found.rows) } }
  })

export default function Route() {
  const { list, ...frame } = useLoaderData<typeof loader>()
  const links = list.count > 0 && <CertificatesOfCohortLinks cohortId={frame.cohort.id} />
  return (
    <CohortFrame {...frame} tab="certificates" actions={links}>
      <CertificatesOfCohort {...list} />
    </CohortFrame>
  )
}
