// An officer's follow-ups, to be opened once with a network.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listOwnFollowUps } from '#app/modules/follow-ups/follow-ups.server.ts'
import { MyFollowUpsPage } from '#app/modules/follow-ups/pages/my-follow-ups-page.tsx'

export const meta = () => [{ title: '回访 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'followUps.do')
  const { site } = args.context
  return { viewer, script: islandUrl('follow-ups.js'), today: toDay(site.now()), ...(await listOwnFollowUps(site, viewer)) }
}

export default function Route() {
  return <MyFollowUpsPage {...useLoaderData<typeof loader>()} />
}
