// How far a person has come, and what it follows from.
import { enrolmentStates } from '#app/modules/cohorts/states.ts'
import { paths } from '#app/shell/paths.ts'
import { stageNames, stages } from '../stages.ts'
import type { Standing } from '../talent.server.ts'

export function StandingCard({ standing }: { standing: Standing }) {
  return (
    <section className="card">
      <h2>梯队阶段：{stageNames[standing.stage]}</h2>
      <p className="soft">{stages.map((stage) => stageNames[stage]).join(' → ')}</p>
      <ul>
        {standing.enrolments.map(({ cohortId, cohortNumber, cohortName, state }) => (
          <li key={cohortId}>
            <a href={paths.cohort(cohortId)}>
              第 {cohortNumber} 期 {cohortName}
            </a>
            ：{enrolmentStates[state]}
          </li>
        ))}
        {standing.certificates.map(({ id, number }) => (
          <li key={id}>
            证书 <a href={paths.certificate(id)}>{number}</a>
          </li>
        ))}
        {standing.pairingId && (
          <li>
            所在的店<a href={paths.pairingAtDesk(standing.pairingId)}>有结对</a>
          </li>
        )}
      </ul>
    </section>
  )
}
