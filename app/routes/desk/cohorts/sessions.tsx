// The sessions of a class and their attendance.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { SessionsPage } from '#app/modules/cohorts/pages/sessions-page.tsx'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '考勤 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) => throwRefusals(() => loadCohortFrame(args))

export default function Route() {
  return <SessionsPage {...useLoaderData<typeof loader>()} />
}
