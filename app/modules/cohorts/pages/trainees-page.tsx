// The people of a class, with what each still needs, and the steps of single trainees.
import { Form } from '@remix-run/react'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { isValid } from '#app/modules/certificates/certificate.states.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Fold, isRefusedAt } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { isOver } from '../cohort.states.ts'
import type { CohortHead } from '../queries.server.ts'
import { canLeaveOrReturn, hasLeft, isNotSitting, maySit } from '../enrolment.states.ts'
import { type ShownTrainee, traineeList } from '../lists.ts'
import { enrolmentEventLabels, enrolmentStateLabels, stateBadgeKinds } from '../states.ts'
import { CohortFrame } from './cohort-frame.tsx'

interface TraineesPageProps {
  viewer: Viewer
  cohort: CohortHead
  /** The trainees whom the address asks for. */
  list: ListPart<ShownTrainee>
  where: string
  now: Date
  refused: Refused | null
}

export function TraineesPage({ viewer, cohort, list, where, now, refused }: TraineesPageProps) {
  return (
    <CohortFrame
      viewer={viewer}
      cohort={cohort}
      now={now}
      tab="trainees"
      actions={<TraineeLinks viewer={viewer} cohort={cohort} />}
      printed={{ place: where, period: null }}
    >
      <ErrorSummary refused={refused?.refused} />
      <TraineesTable viewer={viewer} cohort={cohort} list={list} />
      {list.total === 0 && hasDuty(viewer, 'rosters.import') && !isOver(cohort.state) && (
        <p className="soft screen-only">
          没有现成的表，用<a href={paths.rosterTemplate()}>花名册模板</a>填；办公室自己的表也认得。
        </p>
      )}
      <TraineeSteps cohort={cohort} list={list} refused={refused} />
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

const TraineesTable = ({ viewer, cohort, list }: Pick<TraineesPageProps, 'viewer' | 'cohort' | 'list'>) => (
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
    cells={{
      name: (trainee) => (hasDuty(viewer, 'households.see') ? <a href={paths.person(trainee.personId)}>{trainee.name}</a> : trainee.name),
      state: (trainee) => <Badge kind={stateBadgeKinds[trainee.state]}>{enrolmentStateLabels[trainee.state]}</Badge>,
      attended: (trainee) => `${trainee.attended}/${cohort.sessions.length}`,
      lessons: (trainee) => (trainee.progress ? `${trainee.progress.lessonsDone}/${trainee.progress.lessons}` : '还没开始'),
      certificate: ({ certificate }) => certificate && <CertificateLink certificate={certificate} />,
    }}
  />
)

/** A certificate's number with a link, and its state if it is no longer valid. */
const CertificateLink = ({ certificate: { id, number, state } }: { certificate: { id: string; number: string; state: string } }) => (
  <>
    <a href={paths.certificate(id)}>{number}</a> {!isValid(state) && <Badge kind="warn">{certificateStateLabels[state]}</Badge>}
  </>
)

const traineeSteps = ['LEAVE', 'RETURN', 'SKIP_EXAM', 'SIT_EXAM'] as const

/** What each trainee's state allows; the machine has the last word. */
const canTakeStep: Record<(typeof traineeSteps)[number], (state: string) => boolean> = {
  LEAVE: (state) => canLeaveOrReturn(state) && !hasLeft(state),
  RETURN: hasLeft,
  SKIP_EXAM: maySit,
  SIT_EXAM: isNotSitting,
}

/** Trainees who leave or come back, or do not sit the exam. Not shown when nobody can. */
function TraineeSteps({ cohort, list, refused }: Pick<TraineesPageProps, 'cohort' | 'list' | 'refused'>) {
  const able = isOver(cohort.state) ? [] : list.rows.filter(({ canMark, state }) => canMark && canLeaveOrReturn(state))
  const possible = traineeSteps.filter((type) => able.some(({ state }) => canTakeStep[type](state)))
  if (possible.length === 0) return null
  const mine = isRefusedAt(refused, ...traineeSteps) ? refused : null
  return (
    <Fold summary={possible.map((type) => enrolmentEventLabels[type]).join('、')} open={mine !== null}>
      <Form method="post" className="filters">
        <SelectField label="学员" name="enrolmentId" defaultValue={mine?.entered.enrolmentId} errors={mine?.refused.fields.enrolmentId}>
          {able.map(({ enrolmentId, name, state }) => (
            <option key={enrolmentId} value={enrolmentId}>
              {name}（{enrolmentStateLabels[state]}）
            </option>
          ))}
        </SelectField>
        <Field
          label="原因"
          name="reason"
          required
          maxLength={200}
          errors={mine?.refused.fields.reason}
          defaultValue={mine?.entered.reason}
        />
        {possible.map((type) => (
          <Button key={type} kind="plain" name="do" value={type}>
            {enrolmentEventLabels[type]}
          </Button>
        ))}
      </Form>
    </Fold>
  )
}
