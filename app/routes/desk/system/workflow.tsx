// One life cycle, drawn from its machine.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCaseMark } from '#app/modules/operations/operations.server.ts'
import { LifeCyclePage } from '#app/modules/operations/pages/life-cycle-page.tsx'
import { notFound } from '#app/refusal.ts'
import { layOutDiagram, toMermaid } from '#app/workflow/diagram.ts'
import { workflows } from '#app/workflows.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '流程图 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'workflows.see')
  return throwRefusals(async () => {
    const found = workflows.find(({ definition }) => definition.kind === args.params.kind)
    if (!found) throw notFound('这张流程图')
    const { definition } = found
    const at = new URL(args.request.url).searchParams.get('at')
    const mark = at === null ? null : await readCaseMark(args.context.site, viewer, { definition, id: at })
    return { viewer, title: definition.title, drawing: layOutDiagram(definition), mark, mermaid: toMermaid(definition) }
  })
}

export default function Route() {
  return <LifeCyclePage {...useLoaderData<typeof loader>()} />
}
