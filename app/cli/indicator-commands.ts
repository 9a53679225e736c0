// The commands of indicators: which there are, and what one is.
import { formatDay, toDay } from '#app/calendar.ts'
import { type Dimension, dimensionLabels, dimensions } from '#app/modules/indicators/indicator.ts'
import { indicators, measureIndicator } from '#app/modules/indicators/indicators.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { Refusal } from '#app/refusal.ts'
import { type CommandOutput, operatorViewer, withSite } from './answer.ts'
import { assertDay, endOfKnownDay } from './days.ts'

interface IndicatorOptions {
  from?: string
  to?: string
  region?: string
  by?: string
  known?: string
}

function findDimension(entered: string): Dimension {
  const found = dimensions.find((one) => one === entered || dimensionLabels[one] === entered)
  if (!found) throw new Refusal(422, `--by 应是 ${dimensions.map((one) => `${one}（${dimensionLabels[one]}）`).join('、')} 之一。`)
  return found
}

const listIndicators = (): CommandOutput => ({
  json: {
    indicators: indicators.map(({ name, label, unit, counts, same, day, without, by }) => ({
      name,
      label,
      unit,
      counts,
      same,
      day,
      without,
      by,
    })),
  },
  lines: indicators.map(({ name, label, unit, counts }) => `${name}：${label}（${unit}），${counts}`),
})

const formatValue = (value: number | null, unit: string) => (value === null ? '没有可算的' : `${value}${unit === '%' ? '' : ' '}${unit}`)

/** Lists the indicators (`list`), or shows one. */
export const showIndicator = async (name: string, options: IndicatorOptions): Promise<CommandOutput> => {
  if (name === 'list') return listIndicators()
  if (options.from === undefined || options.to === undefined) throw new Refusal(422, '要写时段：--from 2019-01-01 --to 2019-12-31。')
  const [from, to] = [assertDay(options.from), assertDay(options.to)]
  const by = options.by === undefined ? undefined : findDimension(options.by)
  const asOf = endOfKnownDay(options.known)
  return withSite(async (site): Promise<CommandOutput> => {
    if (asOf && toDay(asOf) > toDay(site.now())) throw new Refusal(422, `${formatDay(toDay(asOf))}还没有到，那时知道些什么还不晓得。`)
    const region = options.region ?? site.programme.west.county
    const { indicator, value, all, met, parts } = await measureIndicator(site, operatorViewer, { name, from, to, region, by, asOf })
    const ofShare = (one: { all: number; met: number }) => (indicator.measure === 'share' ? { met: one.met, all: one.all } : {})
    const { unit } = indicator
    return {
      json: {
        name,
        unit,
        value,
        ...ofShare({ all, met }),
        by: parts.map(({ key, label, ...part }) => ({ key, label, value: part.value, ...ofShare(part) })),
      },
      lines: [
        `${findRegionOn(region, to)?.name ?? region} ${formatDay(from)}到${formatDay(to)}`,
        `${indicator.label}：${formatValue(value, unit)}${indicator.measure === 'share' ? `（${all} 里的 ${met}）` : ''}`,
        ...parts.map(({ label, value: part }) => `  ${label}：${formatValue(part, unit)}`),
        `${indicator.counts}。`,
      ],
    }
  })
}
