// The people of a class, with what each still needs, and the steps of single trainees.
import type { ReactNode } from 'react'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { isValid } from '#app/modules/certificates/certificate.states.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { IdempotencyField } from '#app/ui/idempotency.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { isOver } from '../cohort.states.ts'
import type { CohortHead } from '../queries.server.ts'
import { offersStep } from '../enrolment.states.ts'
import { traineeSteps } from '../forms/trainee-step-form.ts'
import { type ShownTrainee, tickOf, traineeList } from '../lists.ts'
import { enrolmentEventLabels, enrolmentStateLabels, stateBadgeKinds } from '../states.ts'
import { CohortFrame } from './cohort-frame.tsx'

interface TraineesPageProps {
  viewer: Viewer
  cohort: CohortHead
  /** The trainees whom the address asks for. */
  list: ListPart<ShownTrainee>
  /** The enrolments that are ticked, on all pages. */
  ticked: readonly string[]
  /** The idempotency key of the slips that are issued from here. */
  press: string
  where: string
  now: Date
}

export function TraineesPage({ viewer, cohort, list, ticked, press, where, now }: TraineesPageProps) {
  return (
    <CohortFrame
      viewer={viewer}
      cohort={cohort}
      now={now}
      tab="trainees"
      actions={<TraineeLinks viewer={viewer} cohort={cohort} />}
      printed={{ place: where, period: null }}
    >
      <TraineesTable {...{ viewer, cohort, list, ticked, press }} />
      {list.total === 0 && hasDuty(viewer, 'rosters.import') && !isOver(cohort.state) && (
        <p className="soft screen-only">
          没有现成的表，用<a href={paths.rosterTemplate()}>花名册模板</a>填；办公室自己的表也认得。
        </p>
      )}
    </CohortFrame>
  )
}

const TraineeLinks = ({ viewer, cohort }: Pick<TraineesPageProps, 'viewer' | 'cohort'>) => (
  <>
    {hasDuty(viewer, 'rosters.import') && !isOver(cohort.state) && (
      <>
        <ButtonLink kind="plain" href={paths.enrolment(cohort.id)}>
          报名
        </ButtonLink>
        <ButtonLink kind="plain" href={`${paths.rosters()}?cohort=${cohort.id}`}>
          导入花名册
        </ButtonLink>
      </>
    )}
    {hasDuty(viewer, 'slips.issue') && (
      <ButtonLink kind="plain" href={paths.slips(cohort.id)}>
        登录条
      </ButtonLink>
    )}
    <ButtonLink kind="plain" href={paths.cohortPart(cohort.id, 'learning')}>
      每课学完的日子
    </ButtonLink>
  </>
)

const TraineesTable = ({ viewer, cohort, list, ticked, press }: Omit<TraineesPageProps, 'where' | 'now'>) => (
  <ListTable
    id="trainees"
    caption="学员"
    unit="人"
    definition={traineeList}
    part={list}
    rowKey={(trainee) => trainee.enrolmentId}
    empty={
      hasDuty(viewer, 'rosters.import')
        ? '还没有学员。人在登记册里，点“报名”；不在，导入花名册。'
        : '还没有学员。报名由乡镇专干或管理员办。'
    }
    workbook={paths.traineesWorkbook(cohort.id)}
    ticks={canBeTicked(viewer, cohort) ? { name: 'enrolment', value: tickOf, label: ({ name }) => `勾选${name}`, ticked } : null}
    around={(table) => (canBeTicked(viewer, cohort) ? <TickedForm {...{ viewer, cohort, list, press }}>{table}</TickedForm> : table)}
    cells={{
      name: (trainee) => (hasDuty(viewer, 'households.see') ? <a href={paths.person(trainee.personId)}>{trainee.name}</a> : trainee.name),
      state: (trainee) => <Badge kind={stateBadgeKinds[trainee.state]}>{enrolmentStateLabels[trainee.state]}</Badge>,
      attended: (trainee) => `${trainee.attended}/${cohort.sessions.length}`,
      lessons: (trainee) => (trainee.progress ? `${trainee.progress.lessonsDone}/${trainee.progress.lessons}` : '还没开始'),
      certificate: ({ certificate }) => certificate && <CertificateLink certificate={certificate} />,
    }}
  />
)

/** Whether there is anything to do with several trainees at once. */
const canBeTicked = (viewer: Viewer, { state }: Pick<CohortHead, 'state'>) =>
  hasDuty(viewer, 'slips.issue') || (hasDuty(viewer, 'cohorts.run') && !isOver(state))

interface TickedFormProps extends Pick<TraineesPageProps, 'viewer' | 'cohort' | 'list' | 'press'> {
  children: ReactNode
}

/** What is done with the ticked: slips are asked about only if some become void, the trainees' own steps always. */
const TickedForm = ({ viewer, cohort, list, press, children }: TickedFormProps) => (
  <PostForm action={paths.traineeStep(cohort.id)}>
    <IdempotencyField idempotencyKey={press} />
    {list.rows.some((trainee) => tickOf(trainee) !== null) && (
      <div className="row screen-only">
        {hasDuty(viewer, 'slips.issue') && (
          <Button kind="plain" formAction={paths.slips(cohort.id)}>
            给勾选的发登录条
          </Button>
        )}
        {hasDuty(viewer, 'cohorts.run') &&
          !isOver(cohort.state) &&
          traineeSteps
            .filter((type) => list.rows.some((trainee) => trainee.canMark && offersStep[type](trainee.state)))
            .map((type) => (
              <Button key={type} kind="plain" name="step" value={type}>
                勾选的{enrolmentEventLabels[type]}……
              </Button>
            ))}
      </div>
    )}
    {children}
  </PostForm>
)

/** A certificate's number with a link, and its state if it is no longer valid. */
const CertificateLink = ({ certificate: { id, number, state } }: { certificate: { id: string; number: string; state: string } }) => (
  <>
    <a href={paths.certificate(id)}>{number}</a> {!isValid(state) && <Badge kind="warn">{certificateStateLabels[state]}</Badge>}
  </>
)
