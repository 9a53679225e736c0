// The pipeline: who stands where on a day, what changed since another, where people leave, and where talent is missing.
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { catchInvalidInput } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { PipelinePage } from '#app/modules/talent/pages/pipeline-page.tsx'
import { pipelineQuery, withDefaults } from '#app/modules/talent/pipeline-filter.ts'
import { listOwnRegions, listPipelineCohorts, listPipelineRegions, readPipeline } from '#app/modules/talent/talent.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '梯队 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  const today = toDay(site.now())
  const [region = ''] = listOwnRegions(site, viewer)
  const entered = withDefaults(new URL(args.request.url).searchParams, { today, region })
  const { found, refused } = await catchInvalidInput(async () => {
    const query = parseForm(entered, pipelineQuery)
    return { query, pipeline: await readPipeline(site, viewer, query) }
  })
  return data(
    {
      viewer,
      entered: Object.fromEntries(entered),
      places: listPipelineRegions(site, viewer),
      cohorts: await listPipelineCohorts(site, viewer),
      found,
      refused,
      today,
    },
    { status: refused ? 422 : 200 },
  )
}

export default function Route() {
  return <PipelinePage {...useLoaderData<typeof loader>()} />
}
