// The whole way of a person: a time line of the stages, with what happened in each and what proves it.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Way } from '#app/ui/charts/way.tsx'
import { leavingLabels, stageDescriptions, stageLabels, stages } from '../stages.ts'
import type { PersonWay, WayStage } from '../way.server.ts'

export function PersonWayPage({ viewer, way }: { viewer: Viewer; way: PersonWay }) {
  const now = way.stages.at(-1)
  const place = now ? stages.indexOf(now.stage) : 0
  const reached = new Set(way.stages.map(({ stage }) => stage))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title={`${way.name}走到哪一步`}
      crumbs={[
        { href: paths.persons(), label: '人员和户' },
        { href: paths.person(way.personId), label: way.name },
      ]}
      printed={{ place: way.name, period: now ? `${stageLabels[now.stage]}，从${formatDay(now.from)}起` : '' }}
    >
      <Way
        label="梯队阶段"
        steps={stages.map((stage, nth) => ({
          label: stageLabels[stage],
          state: nth === place ? 'now' : nth < place || reached.has(stage) ? 'done' : 'next',
        }))}
      />
      {[...way.stages].reverse().map((stage) => (
        <StageOfWay key={`${stage.from} ${stage.stage}`} {...stage} />
      ))}
    </DeskFrame>
  )
}

const StageOfWay = ({ stage, from, to, left, entries }: WayStage) => (
  <section className="card">
    <h2>
      {stageLabels[stage]}：{formatDay(from)}
      {to ? `到${formatDay(to)}前` : '起'}
    </h2>
    <p className="small soft">
      {left && `${leavingLabels[left]}，回到这里。`}
      {stageDescriptions[stage]}。
    </p>
    {entries.length > 0 && (
      <ul className="timeline">
        {entries.map(({ day, words, evidence }, nth) => (
          <li key={nth}>
            {formatDay(day)} {words}
            {evidence && (
              <>
                {' '}
                <a href={evidence.href}>{evidence.label}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
)
