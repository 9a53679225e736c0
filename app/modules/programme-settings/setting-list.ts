// Everything that administrators may set, in groups: where it stands in the programme, what it is called on screen, and
// what a change touches. The bounds are the programme's own (app/programme/programme.ts).
import { partLabels, scoreParts } from '#app/modules/matching/score.ts'
import { type Bounds, retentionBounds, shareBounds, termBounds, weightBounds } from '#app/programme/bounds.ts'

interface Named {
  /** Where it stands in the programme: `west.shortName`. Also the name of its field. */
  setting: string
  label: string
  hint?: string | undefined
}

export type Setting = Named &
  (
    | { kind: 'text'; longest: number }
    | { kind: 'sentence'; longest: number }
    | { kind: 'number'; unit: string; bounds: Bounds }
    | { kind: 'days' }
    | { kind: 'address' }
  )

export const groupNames = ['places', 'certificates', 'terms', 'shares', 'holidays', 'address', 'retention', 'texts'] as const
export type GroupName = (typeof groupNames)[number]

export interface SettingGroup {
  name: GroupName
  title: string
  /** What a change touches, and what it leaves as it is. */
  touches: string
  settings: readonly Setting[]
}

type Labels<Name extends string> = Partial<Record<Name, [label: string, unit: string, hint?: string]>>

const numbers = <Name extends string>(part: string, bounds: Record<Name, Bounds>, labels: Labels<Name>): Setting[] =>
  (Object.entries(labels) as [Name, [string, string, string?]][]).map(([name, [label, unit, hint]]) => ({
    setting: `${part}.${name}`,
    label,
    hint,
    kind: 'number',
    unit,
    bounds: bounds[name],
  }))

const sentence = (setting: string, label: string, hint: string): Setting => ({ setting, label, hint, kind: 'sentence', longest: 300 })

export const settingGroups: readonly SettingGroup[] = [
  {
    name: 'places',
    title: '两地名称',
    touches: '页面上马上改。已经印出来的、导出去的不变。',
    settings: [
      { setting: 'west.shortName', label: '西部的简称', hint: '受帮扶、办培训的县', kind: 'text', longest: 12 },
      { setting: 'east.shortName', label: '东部的简称', hint: '来帮扶的区县', kind: 'text', longest: 12 },
    ],
  },
  {
    name: 'certificates',
    title: '证书',
    touches: '只影响以后发的证书。已经发出的，编号和发证单位都不变。',
    settings: [
      { setting: 'west.trainingOffice', label: '发证单位', hint: '不带县名，证书上会自己加', kind: 'text', longest: 40 },
      { setting: 'certificatePrefix', label: '编号开头的字母', hint: '1 到 6 个大写字母；新的开头从 001 编起', kind: 'text', longest: 6 },
    ],
  },
  {
    name: 'terms',
    title: '期限',
    touches: '只影响以后提出的结对、以后评的级、以后发的登录条、以后结业的人的回访。已经开始的照原来的期限。',
    settings: [
      ...numbers('terms', termBounds, {
        answerDays: ['结对提出后，双方答复', '天'],
        pairingDays: ['一次结对多长', '天', '帮扶计划的目标也在这些天里'],
        checkInDays: ['每隔多久要有一次联系', '天'],
        escalateAfterDays: ['过了该联系的日子，告诉乡镇专干', '天后'],
        atRiskAfterDays: ['过了该联系的日子，算有风险', '天后'],
        assessmentDays: ['期满以后，双方写评价', '天'],
        appealDays: ['评级以后，店主可以申诉', '天'],
        slipDays: ['登录条几天里要用', '天'],
        deskLinkHours: ['工作人员的登录链接几小时里要用', '小时'],
        slipRequestDays: ['本人要新的登录条，几天里能照着发', '天'],
        ownerConsentDays: ['同意登记为店主，几天里要登记', '天'],
        firstFollowUpMonths: ['结业以后，第一次回访', '个月后'],
        secondFollowUpMonths: ['结业以后，第二次回访', '个月后'],
        thirdFollowUpMonths: ['结业以后，第三次回访', '个月后'],
      }),
    ],
  },
  {
    name: 'shares',
    title: '默认的要求和分数',
    touches: '只是新开的班、新排的考试、新的结对批次一开始填着的数，办的时候还可以改。已有的不变。',
    settings: [
      ...numbers('shares', shareBounds, {
        attendancePercent: ['出勤要求', '%', '要上够全部课次的百分之几'],
        attempts: ['每人考试几次机会', '次'],
      }),
      ...scoreParts.flatMap((part) => numbers('weights', weightBounds, { [part]: [`匹配权重：${partLabels[part]}`, '分'] })),
    ],
  },
  {
    name: 'holidays',
    title: '放假的日子',
    touches: '排课落在这些天，班的页面会提醒；课不会自己取消。',
    settings: [
      {
        setting: 'holidays',
        label: '放假的日子',
        hint: '每行一天或一段，如 2026-10-01 到 2026-10-07',
        kind: 'days',
      },
    ],
  },
  {
    name: 'address',
    title: '公开地址',
    touches: '印在以后的登录条、登录链接和证书的二维码里。已经印出来的不变。',
    settings: [
      {
        setting: 'publicAddress',
        label: '公开地址',
        hint: '大家的手机打得开的网址，如 https://学习.某县.cn；服务器上设了 TIDUI_ADDRESS 的，以那里为准',
        kind: 'address',
      },
    ],
  },
  {
    name: 'retention',
    title: '保存多久',
    touches: '改短了，到期的在下次清理时删掉，删了不能恢复。名单、成绩、证书和操作记录一直保存，不在这里。',
    settings: [
      ...numbers('retention', retentionBounds, {
        signInDays: ['登录记录', '天', '法律要求至少半年'],
        undecidedDays: ['没有人决定的花名册、网店名录', '天', '到期作废，文件删掉；已经交上来的照原来的期限'],
        backupDays: ['备份：最近几天，每天留一份', '天'],
        backupWeeks: ['备份：最近几周，每周留一份', '周'],
        backupMonths: ['备份：最近几个月，每月留一份', '个月'],
      }),
    ],
  },
  {
    name: 'texts',
    title: '给本人看的说明',
    touches: '以后打开的人看到新的。以前同意的人看到的是当时的，下面的记录里查得到。',
    settings: [
      sentence('texts.firstSignIn', '第一次登录时', '在设 6 个数字的那一页'),
      sentence('texts.ownerConsent', '同意登记为店主时', '在“我的账号”里'),
      sentence('texts.phoneConsent', '同意给对方看电话时', '在结对的页面里'),
    ],
  },
]

const all = new Map(settingGroups.flatMap(({ settings }) => settings.map((setting) => [setting.setting, setting] as const)))

/** Finds a setting by where it stands in the programme; undefined if there is none any more. */
export const findSetting = (setting: string): Setting | undefined => all.get(setting)

export const listSettings = (): readonly string[] => [...all.keys()]
