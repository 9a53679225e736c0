// The first page of a desk: what waits today, the figures of the month, what is in progress.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatDay, formatWeekday } from '#app/calendar.ts'
import { InstallationCard } from '#app/modules/operations/pages/installation-card.tsx'
import { PipelineHomeCard } from '#app/modules/talent/pages/pipeline-home-card.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import type { UselessAddress } from '#app/ui/address-warning.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { DeskHome } from '../desk-home.server.ts'
import { ErrandList } from './errand-list.tsx'
import { FirstClassWay } from './first-class-way.tsx'
import { ClassesInProgress, RoundsInProgress } from './in-progress.tsx'

interface DeskHomePageProps {
  viewer: Viewer
  home: DeskHome
  /** The address that paper carries, and whether phones outside cannot open it. */
  origin: string
  useless: UselessAddress | null
}

export function DeskHomePage({ viewer, home, origin, useless }: DeskHomePageProps) {
  const { today, errands, figures, figuresTitle, pipeline, classes, rounds, way, installation, clock } = home
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.desk()}
      title={`${formatDay(today)} ${formatWeekday(today)}`}
      actions={<HomeActions viewer={viewer} />}
    >
      {clock && !clock.ok && (
        <Notice kind="bad">
          <p>
            服务器的时间不对劲，系统先按原来的时间走。<a href={paths.clock()}>请去看一看</a>
          </p>
        </Notice>
      )}
      <div className="home">
        <div>
          {way && <FirstClassWay steps={way} />}
          {(!way || errands.length > 0) && <ErrandList errands={errands} today={today} hasMain={!way} empty="今天没有等您办的事。" />}
        </div>
        {(figures.length > 0 || installation) && (
          <aside aria-label={figuresTitle}>
            <section aria-labelledby="figures">
              <h2 id="figures">{figuresTitle}</h2>
              <Figures items={figures} />
            </section>
            {pipeline && <PipelineHomeCard summary={pipeline} />}
            {installation && <InstallationCard {...installation} origin={origin} useless={useless} />}
          </aside>
        )}
        <div>
          {classes && !(way && classes.total === 0) && <ClassesInProgress viewer={viewer} {...classes} />}
          {rounds && (rounds.length > 0 || !classes) && <RoundsInProgress rounds={rounds} />}
        </div>
      </div>
    </DeskFrame>
  )
}

/** For those who see reports, the report; for those who only write and teach, a course. */
function HomeActions({ viewer }: { viewer: Viewer }) {
  if (hasDuty(viewer, 'reports.see'))
    return (
      <ButtonLink href={paths.householdReport()} kind="plain">
        看培训到户报表
      </ButtonLink>
    )
  if (!hasDuty(viewer, 'courses.write')) return null
  return (
    <>
      <ButtonLink href={paths.bringInCourse()} kind="plain">
        从 Word、PPT 写一门课
      </ButtonLink>
      <ButtonLink href={paths.newCourse()} kind="plain">
        写新课程
      </ButtonLink>
    </>
  )
}
