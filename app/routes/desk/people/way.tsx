// The whole way of a person through the pipeline, each step with its evidence.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { PersonWayPage } from '#app/modules/talent/pages/person-way-page.tsx'
import { readPersonWay } from '#app/modules/talent/talent.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '走到哪一步 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'households.see')
  return { viewer, way: await throwRefusals(() => readPersonWay(args.context.site, viewer, param(args, 'person'))) }
}

export default function Route() {
  return <PersonWayPage {...useLoaderData<typeof loader>()} />
}
