// Recognises the columns of a list of accounts, and the roles as offices write them.
import type { Role } from '#app/access/roles.ts'
import { createColumnFinder, type HeaderRules } from '#app/spreadsheet/header.ts'

export const columnLabels = { name: '姓名', phone: '手机号', role: '角色', place: '地区或培训班' } as const
export type Column = keyof typeof columnLabels

const synonyms: Record<Column, RegExp> = {
  name: /^(姓名|名字|人员姓名|干部姓名)$/,
  phone: /^(联系|手机|移动)?(电话|手机|电话号码|手机号|手机号码|联系方式)$/,
  role: /^(角色|身份|岗位|职务|职责)$/,
  place: /^(地区或培训班|地区|乡镇|负责乡镇|负责地区|所在乡镇|单位|培训班|班|范围)$/,
}

export const accountHeaderRules: HeaderRules<Column> = {
  findColumn: createColumnFinder(synonyms),
  isHeader: (header) => header.has('name') && header.has('phone'),
  isList: (columns) => columns.has('name') && columns.has('phone') && columns.has('role'),
}

const roleWords: readonly (readonly [Role, RegExp])[] = [
  ['townshipOfficer', /^(乡镇)?(专干|干部)$/],
  ['official', /^(县)?(人社|人社局)干部$/],
  ['instructor', /^(讲师|老师|教师|授课老师)$/],
  ['coordinator', /^(结对)?协调员$/],
]

/** The role that a word means, of those that a list may give; null for none. */
export const parseListedRole = (word: string): Role | null => roleWords.find(([, pattern]) => pattern.test(word))?.[0] ?? null
