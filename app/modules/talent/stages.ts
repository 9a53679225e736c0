// The stages of the talent pipeline in their order, what they are called, and what makes each.
export const stages = ['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained'] as const
export type PipelineStage = (typeof stages)[number]

export const stageLabels: Record<PipelineStage, string> = {
  identified: '摸底',
  enrolled: '报名',
  training: '在训',
  completed: '结业',
  certified: '持证',
  mentored: '结对',
  operating: '经营',
  sustained: '稳定经营',
}

/** What makes each, in a sentence. docs/indicators.md has the full definition. */
export const stageDescriptions: Record<PipelineStage, string> = {
  identified: '在名册里，后面的都没有',
  enrolled: '报了名，班还没有开',
  training: '班开了，还没有结业',
  completed: '结业了一个班',
  certified: '有有效的结业证书',
  mentored: '所在的店有结对，或结对做完了',
  operating: '最近 6 个月里有一个月卖出过',
  sustained: '前 6 个整月里有 3 个月卖出过，最近一次在前两个月',
}

/** Parses a stage in an address; null if it is none. */
export const parseStage = (typed: string | null): PipelineStage | null => stages.find((stage) => stage === typed) ?? null

/** Whether a stage is that one or a further one. */
export const isAtLeast = (stage: PipelineStage, least: PipelineStage) => stages.indexOf(stage) >= stages.indexOf(least)

/** The stages from one on. */
export const stagesFrom = (least: PipelineStage): PipelineStage[] => stages.slice(stages.indexOf(least))

/** Why somebody fell out of a class. */
export const leavings = ['left', 'failed', 'dismissed'] as const
export type Leaving = (typeof leavings)[number]

export const leavingLabels: Record<Leaving, string> = { left: '退班', failed: '没有结业', dismissed: '班取消了' }
