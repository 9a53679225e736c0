// A person's pipeline stage, and the facts that it follows from.
import { enrolmentStateLabels } from '#app/modules/cohorts/states.ts'
import { paths } from '#app/shell/paths.ts'
import { stageLabels, stages } from '../stages.ts'
import type { PipelineStatus } from '../talent.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export function PipelineCard({ personId, status }: { personId: string; status: PipelineStatus }) {
  return (
    <section className="card">
      <h2>梯队阶段：{stageLabels[status.stage]}</h2>
      <p className="soft">{stages.map((stage) => stageLabels[stage]).join(' → ')}</p>
      <ul>
        {status.enrolments.map(({ cohortId, cohortNumber, cohortName, startsOn, state }) => (
          <li key={cohortId}>
            <a href={paths.cohort(cohortId)}>{formatCohort({ number: cohortNumber, name: cohortName, startsOn })}</a>：
            {enrolmentStateLabels[state]}
          </li>
        ))}
        {status.certificates.map(({ id, number }) => (
          <li key={id}>
            证书 <a href={paths.certificate(id)}>{number}</a>
          </li>
        ))}
        {status.pairingId && (
          <li>
            所在的店<a href={paths.pairingAtDesk(status.pairingId)}>有结对</a>
          </li>
        )}
      </ul>
      <p>
        <a href={paths.personWay(personId)}>看走过的每一步</a>
      </p>
    </section>
  )
}
