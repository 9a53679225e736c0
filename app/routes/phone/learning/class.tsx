// The page of the trainee's own classes.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { ClassPage } from '#app/modules/learning/pages/class-page.tsx'

export const meta = () => [{ title: '我的班 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.study')
  const { site } = args.context
  const today = toDay(site.now())
  return {
    account: viewer.accountId,
    script: islandUrl('phone.js'),
    classes: (await ownClasses.listOwnClasses(site, viewer)).map((one) => ({
      ...one,
      nextSession: one.sessions.find(({ day, mark }) => !mark && day >= today)?.id ?? null,
    })),
  }
}

export default function Class() {
  return <ClassPage {...useLoaderData<typeof loader>()} />
}
