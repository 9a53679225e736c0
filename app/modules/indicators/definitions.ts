// The indicators there are. docs/indicators.md, the command line and the screens are made from this table.
import type { Dimension, Indicator, PairingFigure } from './indicator.ts'

const everything: readonly Dimension[] = ['township', 'cohort', 'tier', 'sex', 'age', 'registration']
const ofHouseholds: readonly Dimension[] = ['township', 'cohort', 'tier', 'registration']

const completionDay = '结业的日子：最后一个条件办到的那天'
const onTheDay = '户和登记情况按结业那天'

const completed = (
  one: Pick<Indicator, 'name' | 'label' | 'unit' | 'counts' | 'same' | 'without'> & {
    once: 'completion' | 'person' | 'household'
    of?: 'registered' | 'lifted'
  },
): Indicator => {
  const { once, of, ...said } = one
  return {
    ...said,
    measure: 'distinct',
    facts: { kind: 'completions', once, ...(of ? { of } : {}) },
    day: completionDay,
    by: once === 'household' ? ofHouseholds : everything,
  }
}

const share = (one: Omit<Indicator, 'unit' | 'measure'>): Indicator => ({ ...one, unit: '%', measure: 'share' })

const afterwards = (months: 3 | 6 | 12): Indicator[] => {
  const day = `结业后满 ${months} 个月的那天`
  const same = '一个人结业一个班是一个'
  const denominator = `满 ${months} 个月的全部结业人次`
  return [
    share({
      name: `operating-after-${months}`,
      label: `结业 ${months} 个月在经营`,
      facts: { kind: 'afterwards', months, met: 'operating' },
      counts: `${denominator}里，那天在经营或稳定经营的`,
      same,
      day,
      without: '不去掉谁：没有消息的也在分母里',
      by: everything,
    }),
    share({
      name: `sustained-after-${months}`,
      label: `结业 ${months} 个月稳定经营`,
      facts: { kind: 'afterwards', months, met: 'sustained' },
      counts: `${denominator}里，那天稳定经营的`,
      same,
      day,
      without: '不去掉谁：没有消息的也在分母里',
      by: everything,
    }),
    share({
      name: `unknown-after-${months}`,
      label: `结业 ${months} 个月没有消息`,
      facts: { kind: 'afterwards', months, met: 'unknown' },
      counts: `${denominator}里，结业以后没有一个月晓得卖没卖的`,
      same,
      day,
      without: '不去掉谁',
      by: everything,
    }),
  ]
}

const pairing = (
  figure: PairingFigure,
  { measure = 'sum', ...said }: Pick<Indicator, 'name' | 'label' | 'unit' | 'counts' | 'day' | 'without'> & { measure?: 'sum' },
): Indicator => ({
  ...said,
  measure,
  facts: { kind: 'pairing', figure },
  same: '名单上一行是一个',
  by: ['township'],
})
const currentPairings = { day: '今天：不看时段', without: '还没有双方都同意的' }
const reportedMonths = { day: '网店报的月份', without: '结成以前的月份' }

export const indicators: readonly Indicator[] = [
  {
    name: 'cohorts',
    label: '办结的班',
    unit: '期',
    measure: 'distinct',
    facts: { kind: 'classes' },
    counts: '办结了、最后一次课在这段时间里的班：在这里办的，或这里有人这段时间结业的',
    same: '一个班是一期',
    day: '最后一次课的日子',
    without: '取消的、还没有办结的',
    by: ['township', 'cohort', 'tier'],
  },
  completed({
    name: 'attendances',
    label: '结业人次',
    unit: '人次',
    once: 'completion',
    counts: '一个人结业一个班是一人次',
    same: '同一个人在同一个班',
    without: '没有结业的；上了几次课不叫人次',
  }),
  completed({
    name: 'persons',
    label: '结业的人',
    unit: '人',
    once: 'person',
    counts: '这段时间结业过的人',
    same: '同一个人只算一次，结业几个班都一样',
    without: '没有结业的',
  }),
  completed({
    name: 'households',
    label: '有人结业的户',
    unit: '户',
    once: 'household',
    counts: '这段时间有成员结业的户',
    same: `同一户只算一次；${onTheDay}`,
    without: '结业那天不属于哪一户的人',
  }),
  completed({
    name: 'registered-persons',
    label: '结业的建档立卡人口',
    unit: '人',
    once: 'person',
    of: 'registered',
    counts: '结业那天户里是建档立卡（含已脱贫、返贫）的人',
    same: '同一个人只算一次',
    without: '结业以后才登记的',
  }),
  completed({
    name: 'registered-households',
    label: '有人结业的建档立卡户',
    unit: '户',
    once: 'household',
    of: 'registered',
    counts: '有成员结业，那天是建档立卡（含已脱贫、返贫）的户',
    same: '同一户只算一次',
    without: '结业以后才登记的',
  }),
  completed({
    name: 'lifted-persons',
    label: '其中已脱贫的人',
    unit: '人',
    once: 'person',
    of: 'lifted',
    counts: '结业那天户里已脱贫、享受政策的人',
    same: '同一个人只算一次',
    without: '结业以后才脱贫的',
  }),
  completed({
    name: 'lifted-households',
    label: '其中已脱贫的户',
    unit: '户',
    once: 'household',
    of: 'lifted',
    counts: '有成员结业，那天已脱贫、享受政策的户',
    same: '同一户只算一次',
    without: '结业以后才脱贫的',
  }),
  share({
    name: 'households-reached',
    label: '建档立卡户覆盖',
    facts: { kind: 'reached' },
    counts: '这段时间最后一天的建档立卡户里，到那天为止有成员结业过的',
    same: '一户是一个',
    day: '这段时间的最后一天；从哪天起不影响',
    without: '那天不是建档立卡的户；没有成员的户也在分母里',
    by: ['township', 'registration'],
  }),
  share({
    name: 'completion-rate',
    label: '结业率',
    facts: { kind: 'enrolments' },
    counts: '办结的班里上过课的学员中，结业的',
    same: '一个人在一个班是一个',
    day: '班的最后一次课',
    without: '开班以前退出的；取消的班',
    by: everything,
  }),
  share({
    name: 'attendance-rate',
    label: '出勤率',
    facts: { kind: 'attendance' },
    counts: '记了考勤的人次里，到课和迟到的',
    same: '一个人在一次课是一个，更正过的按最后一次记的',
    day: '上课的日子',
    without: '没有点名的课；请假算没有到',
    by: everything,
  }),
  share({
    name: 'pass-rate',
    label: '考试合格率',
    facts: { kind: 'exams' },
    counts: '考过试、判了卷的学员里，合格的（补考合格也算）',
    same: '一个人在一个班是一个',
    day: '班的最后一次课',
    without: '没有考的，没有判完的',
    by: everything,
  }),
  share({
    name: 'certificate-rate',
    label: '发证率',
    facts: { kind: 'certificates' },
    counts: '结业的人次里，现在有有效证书的',
    same: '一个人结业一个班是一个',
    day: completionDay,
    without: '撤销的证书不算有',
    by: everything,
  }),
  {
    name: 'sessions',
    label: '上课次数',
    unit: '次',
    measure: 'distinct',
    facts: { kind: 'sessions' },
    counts: '已经开班的班在这段时间上的课',
    same: '一次课是一个',
    day: '上课的日子，到今天为止',
    without: '没有开班的、取消的班',
    by: ['township', 'cohort', 'tier'],
  },
  {
    name: 'operating-persons',
    label: '在经营的人',
    unit: '人',
    measure: 'distinct',
    facts: { kind: 'stage', least: 'operating' },
    counts: '这段时间最后一天在经营或稳定经营的人',
    same: '一个人是一个',
    day: '这段时间的最后一天；从哪天起不影响',
    without: '最近 6 个月都没有卖出过的',
    by: ['township', 'sex', 'age', 'registration'],
  },
  {
    name: 'sustained-persons',
    label: '稳定经营的人',
    unit: '人',
    measure: 'distinct',
    facts: { kind: 'stage', least: 'sustained' },
    counts: '这段时间最后一天稳定经营的人',
    same: '一个人是一个',
    day: '这段时间的最后一天；从哪天起不影响',
    without: '前 6 个整月里卖出过的不到 3 个月的',
    by: ['township', 'sex', 'age', 'registration'],
  },
  ...([3, 6, 12] as const).flatMap(afterwards),
  pairing('alive', { name: 'pairings', label: '正在结对', unit: '对', counts: '双方同意了、还没有结束的', ...currentPairings }),
  pairing('completed', {
    name: 'pairings-completed',
    label: '结对做完',
    unit: '对',
    counts: '期满，联系过的或双方都写了评价的',
    ...currentPairings,
  }),
  pairing('goalsConfirmed', {
    name: 'goals-confirmed',
    label: '做到的目标',
    unit: '个',
    counts: '帮扶计划里凭据核实过的目标',
    day: '今天：不看时段',
    without: '凭据没有核实的',
  }),
  pairing('sales', {
    name: 'sales',
    label: '结对后的销售额',
    unit: '元',
    counts: '西部店从结成的那个月起报的销售额相加',
    day: reportedMonths.day,
    without: '结成以前的月份；没有填帮扶前数字的店',
  }),
  pairing('salesAtStart', {
    name: 'sales-before',
    label: '同样月份的帮扶前销售额',
    unit: '元',
    counts: '同样这些店、同样多个月，按各店帮扶前的月销售额',
    day: reportedMonths.day,
    without: '没有填帮扶前数字的店',
  }),
  pairing('bought', { name: 'bought-by-east', label: '东部采购', unit: '元', counts: '东部店从西部店采购的钱', ...reportedMonths }),
  pairing('employed', {
    name: 'employed',
    label: '用工',
    unit: '人',
    counts: '每家店结成以后、这段时间里最后报的那个月用的人',
    ...reportedMonths,
  }),
  pairing('employedRegistered', {
    name: 'employed-registered',
    label: '用工里的建档立卡',
    unit: '人',
    counts: '同上，只是建档立卡的人数，不记名',
    ...reportedMonths,
  }),
]

/** Finds an indicator by its name; undefined if there is none. */
export const findIndicator = (name: string): Indicator | undefined => indicators.find((one) => one.name === name)
