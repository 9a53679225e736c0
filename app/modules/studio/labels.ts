// Labels of the studio: states and events of a version, and where it came from.
import { isBankFile } from '#app/modules/courses/bank-files.ts'
import type { VersionState } from './version.states.ts'

export const versionStateLabels: Record<VersionState, string> = {
  draft: '在写',
  inReview: '在审',
  changesAsked: '请修改',
  approved: '审过了',
  published: '在用',
  superseded: '旧版',
  archived: '收起来了',
}

export const versionEventLabels = {
  SUBMIT: '送审',
  WITHDRAW: '撤回',
  ASK_CHANGES: '请修改',
  APPROVE: '通过',
  REOPEN: '再改',
  PUBLISH: '发布',
  SHIP: '随系统带来',
  SUPERSEDE: '换成新版',
  ARCHIVE: '收起来',
  RESTORE: '拿回来',
} as const

export const originLabels = { shipped: '随系统带来', written: '在这里写的', copied: '从别的课抄来', imported: '从文件带进来' } as const

export const revisionLabels = {
  begun: '开始时的样子',
  saved: '保存',
  merged: '和别人的改动合在一起',
  broughtBack: '拿回以前的',
  renamed: '改名',
  deleted: '删掉',
  setAside: '没有用上，留着',
} as const

/** What a file is called that is no lesson and no picture; null for those. */
export function nameOtherFile(name: string): string | null {
  if (name === 'course.yaml') return '课程的安排'
  return isBankFile(name)
    ? name.replace(/^questions-?(\d*)\.yaml$/, (_, nth: string) => (nth ? `题库（续 ${Number(nth) - 1}）` : '题库'))
    : null
}
export const mediaKindLabels = { photograph: '照片', drawing: '图', sound: '声音', video: '视频', document: 'PDF' } as const
