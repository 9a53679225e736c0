// An exam and its sittings on a test site.
import { startOrResumeAttempt, planExam, loadSheet } from '#app/modules/exams/exams.server.ts'
import type { ExamPlan } from '#app/modules/exams/plan/exam-plan.ts'
import type { EffectHandler } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { aCandidate, anExamCohort, administrator, aPlan } from '#tests/support/exam-hall.ts'
import { aSite } from '#tests/support/site.ts'

export * from '#tests/support/exam-hall.ts'

/** A site with a planned exam; `passed` lists the enrolments that the effect of passing reached, in order. */
export const aHall = async ({ plan = {} }: { plan?: Partial<ExamPlan> } = {}) => {
  const passed: string[] = []
  const known = workflows.map(({ definition, effects }) => ({
    definition,
    effects: {
      ...effects,
      ...(definition.kind === 'attempt' && {
        passed: async (...happening: Parameters<EffectHandler>) => {
          passed.push(String(happening[1].params.enrolmentId))
          await effects.passed!(...happening)
        },
      }),
    },
  }))
  const site = await aSite({ workflows: known })
  const cohortId = await anExamCohort(site)
  const examId = await planExam(site, administrator, { cohortId, ...aPlan, ...plan })
  return { site, cohortId, examId, passed }
}

/** An open attempt with its candidate. */
export async function aSitting(choices: Parameters<typeof aHall>[0] = {}) {
  const hall = await aHall(choices)
  const candidate = await aCandidate(hall.site, hall.cohortId)
  const attemptId = await startOrResumeAttempt(hall.site, candidate, { examId: hall.examId })
  const sheet = await loadSheet(hall.site, attemptId)
  return { ...hall, candidate, attemptId, sheet }
}
