// The time that the system uses; after a jump of the machine's clock the administrator says whether it is right.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readClockHealth, confirmClock } from '#app/clock-guard.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ClockPage } from '#app/modules/operations/pages/clock-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '系统时间 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'accounts.manage')
  return { viewer, clock: readClockHealth(args.context.site) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async () => {
    const viewer = await requireDuty(args, 'accounts.manage')
    await confirmClock(args.context.site, viewer.accountId)
    throw redirect(paths.clock())
  })

export default function Route() {
  return <ClockPage {...useLoaderData<typeof loader>()} />
}
