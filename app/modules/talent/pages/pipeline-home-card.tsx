// The stages in short, for the home of desks: how many stand where, and what changed since last month.
import { formatDay } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { toPipelineAddress } from '../pipeline-filter.ts'
import type { PipelineSummary } from '../pipeline.server.ts'
import { Funnel } from './funnel.tsx'

export const PipelineHomeCard = ({ summary: { funnel, query, regionName, due } }: { summary: PipelineSummary }) => (
  <section className="card" aria-labelledby="pipeline">
    <h2 id="pipeline">
      <a href={paths.pipeline(toPipelineAddress(query))}>梯队</a>（{regionName}）
    </h2>
    <Funnel funnel={funnel} query={query} isSmall />
    <p className="small soft">
      和{formatDay(query.since)}比。{due > 0 && `刚交来的名册里还有 ${due} 人没有算进来，过一会儿再看。`}
    </p>
  </section>
)
