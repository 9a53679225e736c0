// The commands of the pipeline: who stands where, and computing everybody again.
import { formatDay, toDay } from '#app/calendar.ts'
import { type Tier, tierLabels, tiers } from '#app/modules/courses/tiers.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { stageLabels } from '#app/modules/talent/stages.ts'
import { countStages, keepStages, rebuildStages } from '#app/modules/talent/talent.server.ts'
import { Refusal } from '#app/refusal.ts'
import { assertDay, endOfKnownDay } from './days.ts'
import { type CommandOutput, withSite } from './answer.ts'

interface PipelineOptions {
  on?: string
  known?: string
  region?: string
  tier?: string
}

function findTier(entered: string): Tier {
  const tier = tiers.find((one) => one === entered || tierLabels[one] === entered)
  if (!tier) throw new Refusal(422, `层次应是 ${tiers.map((one) => `${one}（${tierLabels[one]}）`).join('、')} 之一。`)
  return tier
}

export const showPipeline = (options: PipelineOptions) =>
  withSite(async (site): Promise<CommandOutput> => {
    const today = toDay(site.now())
    const on = options.on ?? today
    for (const day of [on, options.known ?? today]) assertDay(day)
    if (on > today) throw new Refusal(422, `${formatDay(on)}还没有到，那天的情况还不晓得。`)
    const region = options.region ?? site.programme.west.county
    const name = findRegionOn(region, on)?.name
    if (!name) throw new Refusal(404, `没有代码是「${region}」的地区。`)
    const tier = options.tier === undefined ? undefined : findTier(options.tier)
    await keepStages(site)
    const asOf = endOfKnownDay(options.known)
    const stages = await countStages(site.read, { on, region, tier, asOf })
    return {
      json: { on, stages },
      lines: [
        `${name}${tier ? `（${tierLabels[tier]}）` : ''} ${formatDay(on)}的梯队${options.known ? `，按${formatDay(options.known)}知道的` : ''}`,
        ...stages.map(({ stage, persons, registered }) => `  ${stageLabels[stage]}：${persons} 人，其中建档立卡 ${registered} 人`),
        `共 ${stages.reduce((sum, { persons }) => sum + persons, 0)} 人，每人只在一个阶段。`,
      ],
    }
  })

export const rebuildPipeline = () =>
  withSite(async (site): Promise<CommandOutput> => {
    const { persons, changed } = await rebuildStages(site)
    return { json: { persons, changed }, lines: [`重新算了 ${persons} 人的阶段，有 ${changed} 人和原来存的不一样，已经改过来。`] }
  })
