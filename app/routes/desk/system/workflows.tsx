// All life cycles of the product; for the administrator also what should have happened by itself and did not.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { deskLinks } from '#app/http/page.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { LifeCyclesPage } from '#app/modules/operations/pages/life-cycles-page.tsx'
import { listStuckFollowUps } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '流程图 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'workflows.see')
  const titleOf = (kind: string) => workflows.find(({ definition }) => definition.kind === kind)?.definition.title ?? kind
  const stuck = hasDuty(viewer, 'workflows.mend') ? await listStuckFollowUps(args.context.site) : null
  return {
    viewer,
    workflows: workflows.map(({ definition }) => ({
      kind: definition.kind,
      title: definition.title,
      states: Object.values(definition.labels.states),
    })),
    stuck: stuck && stuck.map((one) => ({ ...one, title: titleOf(one.kind) })),
  }
}

export default function Route() {
  return <LifeCyclesPage {...useLoaderData<typeof loader>()} />
}
