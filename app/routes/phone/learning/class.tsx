// The page of the trainee's own classes.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { myClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { ClassPage } from '#app/modules/learning/pages/class-page.tsx'

export const meta = () => [{ title: '我的班 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'learning.study')
  const { site } = asked.context
  const today = dayOf(site.now())
  return {
    account: viewer.accountId,
    script: islandUrl('phone.js'),
    classes: (await myClasses(site, viewer)).map((one) => ({
      ...one,
      nextSession: one.sessions.find(({ day, mark }) => !mark && day >= today)?.id ?? null,
    })),
  }
}

export default function Class() {
  return <ClassPage {...useLoaderData<typeof loader>()} />
}
