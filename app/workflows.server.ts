// All life cycles of the product, with their effects. The ticker and the diagrams use this list, and it is where
// domains that do not know each other are wired together.
import { certificateWorkflow, correctCertificate, issueCertificate } from '#app/modules/certificates/certificates.server.ts'
import { cohortEffects, cohortWorkflow, enrolmentWorkflow, recordExamPassed, isCompleted } from '#app/modules/cohorts/cohorts.server.ts'
import { attemptWorkflow, gradeAttempt } from '#app/modules/exams/exams.server.ts'
import { followUpWorkflow, openFollowUp, planFollowUps } from '#app/modules/follow-ups/follow-ups.server.ts'
import { inquiryWorkflow, replyWorkflow } from '#app/modules/inquiries/inquiries.server.ts'
import { createPairingPlan } from '#app/modules/pairings/pairings.server.ts'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { ratingWorkflow } from '#app/modules/ratings/rating.workflow.ts'
import { roundWorkflow } from '#app/modules/rounds/round.workflow.ts'
import { startRoundIfAnswered } from '#app/modules/rounds/rounds.server.ts'
import { forgetRoster, rosterWorkflow } from '#app/modules/rosters/rosters.server.ts'
import { forgetShopList, shopImportWorkflow } from '#app/modules/shops/shops.server.ts'
import { versionWorkflow } from '#app/modules/studio/studio.server.ts'
import { taskWorkWorkflow } from '#app/modules/tasks/tasks.server.ts'
import type { RegisteredWorkflow } from '#app/workflow/follow-ups.server.ts'

export const workflows: readonly RegisteredWorkflow[] = [
  { definition: cohortWorkflow, effects: cohortEffects },
  {
    definition: enrolmentWorkflow,
    effects: {
      // Corrected again before the effect was carried out: then there is nothing to certify.
      issueCertificate: async (tx, { workflowId }, site) =>
        void ((await isCompleted(tx, workflowId)) && (await issueCertificate(tx, site, { enrolmentId: workflowId }))),
      correctCertificate: (tx, { workflowId }, site) => correctCertificate(tx, site, { enrolmentId: workflowId }),
      planFollowUps: (tx, { workflowId }, site) => planFollowUps(tx, site, { enrolmentId: workflowId }),
    },
  },
  {
    definition: followUpWorkflow,
    effects: { lookForAnswer: (tx, { workflowId }) => openFollowUp(tx, { followUpId: workflowId }) },
  },
  {
    definition: attemptWorkflow,
    effects: {
      grade: async (tx, { workflowId }, site) => void (await gradeAttempt(tx, site, { attemptId: workflowId })),
      passed: (tx, { params }) => recordExamPassed(tx, { enrolmentId: String(params.enrolmentId) }),
    },
  },
  { definition: certificateWorkflow, effects: {} },
  { definition: rosterWorkflow, effects: { forget: (tx, { workflowId }) => forgetRoster(tx, workflowId) } },
  { definition: shopImportWorkflow, effects: { forget: (tx, { workflowId }) => forgetShopList(tx, workflowId) } },
  { definition: roundWorkflow, effects: {} },
  { definition: ratingWorkflow, effects: {} },
  { definition: versionWorkflow, effects: {} },
  { definition: taskWorkWorkflow, effects: {} },
  { definition: inquiryWorkflow, effects: {} },
  { definition: replyWorkflow, effects: {} },
  {
    definition: pairingWorkflow,
    effects: {
      makePlan: (tx, { workflowId }) => createPairingPlan(tx, { pairingId: workflowId }),
      tellRound: (tx, { workflowId }) => startRoundIfAnswered(tx, { pairingId: workflowId }),
    },
  },
]
