// The stages of the talent pipeline, and which facts make each.
import { hasCompleted, isStudying, isWaiting } from '#app/modules/cohorts/enrolment.states.ts'

export const stages = ['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored'] as const
export type PipelineStage = (typeof stages)[number]

export const stageLabels: Record<PipelineStage, string> = {
  identified: '摸底',
  enrolled: '报名',
  training: '在训',
  completed: '结业',
  certified: '持证',
  mentored: '结对',
}

/** Parses a stage in an address; null if it is none. */
export const parseStage = (typed: string | null): PipelineStage | null => stages.find((stage) => stage === typed) ?? null

export interface StageFacts {
  /** States of the person's enrolments. */
  enrolments: readonly string[]
  hasValidCertificate: boolean
  /** Works in a shop that is or was helped. */
  isMentored: boolean
}

/** Computes the furthest stage for which the facts hold. */
export function computeStage({ enrolments, hasValidCertificate, isMentored }: StageFacts): PipelineStage {
  if (isMentored) return 'mentored'
  if (hasValidCertificate) return 'certified'
  if (enrolments.some(hasCompleted)) return 'completed'
  if (enrolments.some(isStudying)) return 'training'
  return enrolments.some(isWaiting) ? 'enrolled' : 'identified'
}
