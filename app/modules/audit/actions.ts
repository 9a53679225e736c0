// The Chinese name of every kind of write, and what it means for the trail: the only place that knows them. A test reads the reasons of all
// writes from the code and fails if one is missing here.

/**
 * `exception` undoes or overrides something · `look` shows a number in clear · `routine` happens so often that it is listed only when it is
 * asked for · `noise` is the system's own upkeep, about nobody.
 */
export type ActionClass = 'plain' | 'exception' | 'look' | 'routine' | 'noise'

export const actionGroups = ['培训', '人员', '结对', '账号', '系统'] as const
export type ActionGroup = (typeof actionGroups)[number]

export interface Action {
  label: string
  group: ActionGroup
  class: ActionClass
}

const named = (group: ActionGroup, of: ActionClass, labels: Record<string, string>) =>
  Object.entries(labels).map(([key, label]): [string, Action] => [key, { label, group, class: of }])

/** By the reason of the write. */
const actions = new Map<string, Action>([
  ...named('培训', 'plain', {
    'plan cohort': '建培训班',
    'judge task': '看交来的任务',
    'change cohort': '改培训班的安排',
    'enrol people': '报名',
    'take attendance': '记考勤',
    'plan exam': '安排考试',
    'open attempt': '开始答卷',
    'hand in': '交卷',
    'give answers and hand in': '答题并交卷',
    'enrolment: issueCertificate': '发证书（自动）',
    'enrolment: planFollowUps': '定下结业后的回访（自动）',
    'followUp: lookForAnswer': '到时候回访（自动）',
    'record a follow-up': '记回访',
    'record a try to reach somebody': '记没找到人',
    'record that somebody declined': '记本人不愿说',
    'assign follow-ups': '把回访交给专干',
    'ask about a section': '在课文里提问',
    'answer questions': '回答学员的提问',
    'correct a reply': '改回答',
    'show a reply to the class': '回答给全班看',
  }),
  ...named('培训', 'exception', {
    'take a question back': '收回提问',
    'correct a follow-up': '更正回访',
    'take a follow-up back': '退回重新回访',
    'hide a reply from the class': '回答不再给全班看',
    'take a reply back': '收回回答',
  }),
  ...named('培训', 'plain', {
    'begin a course': '开始写一门课',
    'copy a course': '照一门课写新课',
    'begin the next version of a course': '开新版',
    'add a lesson to a course': '加一课',
    'arrange the lessons of a course': '调课的顺序',
    'change the details of a course': '改课程名和简介',
    'change the questions of a course': '改课程的题库',
    'change the exam of a course': '改课程的考试',
    'add a file to a course': '往课程里加文件',
    'delete a file of a course': '从课程里删文件',
    'bring back a revision': '拿回以前的一稿',
    'give a course to an author': '把课程交给讲师写',
    'take a course back from an author': '不再由这位讲师写课程',
    'send a course to review': '课程送审',
    'take a course back': '撤回课程再改',
    'ask for changes to a course': '请作者修改课程',
    'approve a course': '通过课程',
    'freeze a course': '定下课程内容',
    'publish a course': '发布课程',
    'remark on a course': '对课程提意见',
    'answer a remark': '回复意见',
    'import a course': '从文件带进课程',
    'bring in a course': '从文件带进新课程',
    'bring questions into a course': '从文件带进题目',
    'keep the pictures of questions that are looked at': '先存下预览里的题目图片',
    'bring in a document': '从 Word、PPT 带进课文',
    'add media to a course': '往课程里加照片、声音或视频',
    'turn or crop a photograph of a course': '转或裁课程的照片',
    'open an address for a phone': '开手机传照片的地址',
    'close an address for a phone': '关手机传照片的地址',
    'take a photograph from a phone': '收下手机传来的照片',
  }),
  ...named('培训', 'exception', {
    'move a class to another version of its course': '培训班换一版课程',
    'put a course away': '收起一版课程',
    'take a course out of the archive': '拿回收起来的课程',
  }),
  ...named('培训', 'routine', { 'save a file of a course': '保存课文' }),
  ...named('系统', 'noise', {
    'take a course of the release': '收进随系统带来的课程',
    'store the media of a course': '存课程的照片和声音',
    'keep what phones get of a photograph': '存照片的小图',
    'delete media that nothing names': '删掉没有课程再用的照片、声音和视频（自动）',
  }),
  ...named('培训', 'exception', {
    'correct attendance': '改记过的考勤',
    'take verdict on task back': '收回对任务说的话',
    'no more answers to come': '确认没有别的答案了',
    'revoke certificate': '撤销证书',
    'replace certificate': '换发证书',
    'enrolment: correctCertificate': '结业改了，证书跟着改（自动）',
  }),
  ...named('培训', 'routine', {
    'give answers': '答题',
    'keep progress': '学习进度',
    'hand in task': '交任务',
    'attempt: grade': '评卷（自动）',
    'attempt: passed': '考试通过，记到班上（自动）',
    'cohort: startEnrolments': '开班，学员开始学习（自动）',
    'cohort: closeEnrolments': '结业，没有达到要求的记未结业（自动）',
    'cohort: reopenEnrolments': '班退回上一步，学员跟着退回（自动）',
    'cohort: cancelEnrolments': '班取消，学员退班（自动）',
  }),
  ...named('人员', 'plain', {
    'add one person': '登记一个人',
    'hand in roster': '交花名册',
    'accept roster': '导入花名册',
    'assign roster to a class': '给花名册定班',
    'roster accepted': '花名册导入完',
    'roster failed': '花名册没有导入成',
    'roster goes on': '接着导入花名册（自动）',
    'rosters get a life cycle': '补记早先的花名册（自动）',
  }),
  ...named('人员', 'exception', {
    'withdraw roster': '作废花名册',
    'stop roster': '停下花名册的导入',
    'correct registration': '更正建档立卡状态',
    'correct monitoring': '更正监测类型',
    'correct membership': '更正谁是这一户的人',
    'correct residence': '更正住处',
    'mend name': '更正姓名',
    'mend phone': '更正电话',
    'mend idNumber': '更正身份证号',
    'mend residence': '更正本人住处',
    'mend join': '把人归到一户',
    'mend leave': '把人从一户去掉',
  }),
  ...named('人员', 'look', { 'look at idNumber': '看身份证号', 'look at phone': '看电话', 'look at phone of owner': '看店主电话' }),
  ...named('人员', 'routine', {
    'read roster': '读花名册',
    'preview roster': '核对花名册',
    'roster: forget': '花名册作废，删掉内容（自动）',
    'terms of undecided rosters begin': '没有定的花名册开始算期限（自动）',
    'take in rows of roster': '收花名册的一批行',
  }),
  ...named('结对', 'plain', {
    'enter shop': '登记网店',
    'change shop': '改网店资料',
    'tell month': '报月度经营数据',
    'confirm month': '核实月度数据',
    'hand in list of shops': '交网店名单',
    'accept list of shops': '导入网店名单',
    'add certified person': '登记店里的持证人',
    'plan pairing round': '建结对批次',
    'join round': '网店进入批次',
    'give wishes': '填志愿',
    'accept matching': '采用匹配结果',
    'agree to pairing': '同意结对',
    'decline pairing': '不接受结对',
    'assess pairing': '写评价',
    'check in': '填帮扶记录',
    'prove goal': '提交目标的证明',
    'confirm goal': '核实目标',
    'publish plan template': '发布帮扶计划模板',
    'report message': '举报留言',
    'settle message': '处理举报',
    'rate shop': '评级',
    'enter rating fact': '记评级事实',
    'show phone': '把电话给对方看',
    'hide phone': '不再给对方看电话',
    'issue slips to shop owners': '给店主发登录条',
    'agree to own shops': '店主同意使用',
  }),
  ...named('结对', 'exception', {
    'correct month': '更正月度数据',
    'remove certified person': '去掉店里的持证人',
    'withdraw list of shops': '作废网店名单',
    'leave round': '网店退出批次',
    'rule on pair': '指定或排除一对',
    'set weights': '改匹配的权重',
    rematch: '另行结对',
  }),
  ...named('结对', 'routine', {
    'send message': '留言',
    'take in rows of a list of shops': '收网店名单的一批行',
    'shopImport: forget': '网店名单作废，删掉内容（自动）',
    'lists of shops get a life cycle': '补记早先的网店名单（自动）',
    'pairing: makePlan': '做帮扶计划（自动）',
    'pairing: tellRound': '告诉批次已答复（自动）',
  }),
  ...named('账号', 'plain', {
    'set up the first administrator': '设第一个管理员',
    'create account': '开账号',
    'grant role': '授予角色',
    'enable account': '启用账号',
    'issue slips': '发登录条',
    'ask for a new slip': '请求新登录条',
    'slip used: secret chosen': '用登录条设密码',
    'change secret': '改密码',
    'begin second step': '开始设第二步验证',
    'second step set up': '设好第二步验证',
    'new recovery codes': '换恢复码',
    'recovery code used': '用了恢复码',
  }),
  ...named('账号', 'exception', {
    'revoke role': '收回角色',
    'disable account': '停用账号',
    'reset access': '重设登录',
    'second step removed': '去掉第二步验证',
    'sign out everywhere': '退出全部登录',
    'sign out elsewhere': '退出别处的登录',
  }),
  ...named('账号', 'routine', {
    'sign in': '登录',
    'sign out': '退出登录',
    'second step used': '通过第二步验证',
    'told of a new slip': '看到了发新登录条的原因',
  }),
  ...named('账号', 'noise', {
    'session goes on': '续登录',
    'expired sessions': '清理过期的登录',
    'hash the secret anew': '重算密码的散列',
  }),
  ...named('系统', 'plain', {
    'change settings': '改设置',
    'set settings back': '把设置改回去',
    'schema changed': '升级数据库',
    'ledger begins': '审计链开始',
    'rotate the key': '换密钥',
    'forget retired keys': '忘掉旧密钥',
    'demo register': '演示：登记册',
    'demo enrolments': '演示：报名',
    'demo: a household changes': '演示：一户有变化',
    'demo: a shop owner': '演示：一位店主',
    'the demo’s people are marked': '标出演示的人',
  }),
  ...named('系统', 'exception', {
    'restore a backup': '恢复备份',
    'restore a backup whose audit trail does not hold': '恢复审计链有问题的备份',
    'confirm clock': '确认系统时间',
  }),
  ...named('系统', 'noise', {
    'record access': '记查看',
    'keep search data': '整理搜索数据',
    'index lessons': '整理课文的搜索数据',
    'keep a compiled lesson': '存编好的课',
    'keep a file': '存文件',
    'keep a piece of a file': '存文件的一块',
    'forget a file': '删文件',
    'forget a file that no import claimed': '删没有用上的文件',
    'effect failed, to be tried again': '后续步骤没有办成，会再试',
    'deadline failed, to be tried again': '到期步骤没有办成，会再试',
  }),
])

export const listKnownActions = (): [key: string, action: Action][] => [...actions]

/** Reasons that end in free text, after a colon. */
const withWords = ['correct month', 'publish plan template']

/** Splits the reason of a write into its kind and the words that somebody typed. */
export function splitReason(why: string): { action: string; words: string | null } {
  const action = withWords.find((one) => why.startsWith(`${one}: `))
  return action ? { action, words: why.slice(action.length + 2).trim() || null } : { action: why.slice(0, 100), words: null }
}

/** A kind of write that sends an event of a life cycle, by its name: `cohort CLOSE`, `round: REOPEN`. */
const ofEvent = /^(cohort|enrolment|round|rating|pairing):? ([A-Z_]+)$/
/** A due deadline: `deadline: attempt/expire`. */
const ofDeadline = /^deadline: (\w+)\/\S+$/

const groupOfKind = (kind: string): ActionGroup =>
  ['round', 'pairingRound', 'rating', 'pairing'].includes(kind) ? '结对' : kind === 'roster' ? '人员' : '培训'

/** Events that undo or override, beside those whose names say so. */
const exceptionalEvents: Record<string, readonly string[]> = {
  enrolment: ['LEAVE', 'RETURN', 'SKIP_EXAM', 'SIT_EXAM', 'CLASS_CANCELLED', 'CLASS_REOPENED'],
  followUp: ['CORRECT', 'TAKE_BACK', 'CANCEL'],
  pairing: ['EVALUATE', 'DISSOLVE'],
  rating: ['APPEAL'],
}
const undoes = /^(UN)?(REOPEN|CANCEL|WITHDRAW|REVOKE|REPLACE|WAIVE|EXCUSE|UNDO|RESTORE|STOP|REGRADE)/

/** Whether an event of a life cycle undoes or overrides something. */
export const isExceptionalEvent = (kind: string, type: string) => undoes.test(type) || (exceptionalEvents[kind] ?? []).includes(type)

/** The life cycle of a kind of thing, where the two have different names. */
export const lifeCycleOf = (kind: string) => (kind === 'round' ? 'pairingRound' : kind)

/** What the life cycles call their events. */
export interface LifeCycleLabels {
  kind: string
  title: string
  events: Record<string, string>
}

/** Describes a kind of write; one that nobody knows is named as it is. */
export function describeAction(action: string, lifeCycles: readonly LifeCycleLabels[]): Action {
  const known = actions.get(action)
  if (known) return known
  const [, kind, type] = ofEvent.exec(action) ?? []
  const cycle = lifeCycles.find((one) => one.kind === lifeCycleOf(kind ?? ofDeadline.exec(action)?.[1] ?? ''))
  if (cycle && kind && type && cycle.events[type])
    return {
      label: `${cycle.title}：${cycle.events[type]}`,
      group: groupOfKind(kind),
      class: isExceptionalEvent(kind, type) ? 'exception' : 'plain',
    }
  if (cycle && !kind) return { label: `${cycle.title}：到期（自动）`, group: groupOfKind(cycle.kind), class: 'routine' }
  return { label: `其他（${action}）`, group: '系统', class: 'plain' }
}
