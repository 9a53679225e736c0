// Accounts from Excel: validated row by row, created with a one-time link each, refused rows given back.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { accountImportForm } from '#app/modules/accounts/imports/account-import-form.ts'
import { RowFields } from '#app/modules/accounts/pages/account-import-page.tsx'
import { accountDesk, createUser, openSlip } from '#app/modules/accounts/accounts.server.ts'
import { firstPage } from '#app/paging.ts'
import { aCohort, anOfficer } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { workbookOf } from '#tests/support/workbook.ts'
import { operator } from './makers.ts'

const list = workbookOf({
  name: '名单',
  lines: [
    '二〇一九年账号名单,,,,',
    '姓名,手机号,角色,负责乡镇,备注',
    '谭桂莲,139-0000-1234,专干,高乐山,老同志',
    '李干部,13900005678,人社干部,咸丰县,',
    '张老师,13900005679,老师,第1期,',
    '赵老师,13900005680,讲师,,',
    '王重复,13900001234,专干,高乐山镇,',
    '旧账号,13900000009,专干,高乐山镇,',
    '半截,1390000,专干,高乐山镇,',
    '外地,13900005682,专干,没有镇,',
    '管理,13900005683,管理员,,',
  ],
})

test('a list is validated row by row, and says what was understood and what was not read', async () => {
  const site = await aSite()
  await aCohort(site)
  await createUser(site, operator, { name: '旧账号', role: 'townshipOfficer', region: '422826100', phone: '13900000009' })
  const { validated, unread } = await accountDesk.previewAccounts(site, operator, list)
  expect(validated.map(({ row, name, outcome, message }) => [row, name, outcome, message])).toEqual([
    [3, '谭桂莲', 'new', '乡镇专干（高乐山镇）'],
    [4, '李干部', 'new', '人社干部（咸丰县）'],
    [5, '张老师', 'new', '讲师（2019年第 1 期 茶叶上行班）'],
    [6, '赵老师', 'new', '讲师（还没有班）'],
    [7, '王重复', 'refused', '手机号和第 3 行一样。'],
    [8, '旧账号', 'known', '这个手机号已有账号，不再建。'],
    [9, '半截', 'refused', '手机号应是 11 位数字。'],
    [10, '外地', 'refused', '没有叫“没有镇”的乡镇，请核对。'],
    [11, '管理', 'refused', '角色请写：乡镇专干、人社干部、讲师、结对协调员。别的角色请一个一个建。'],
  ])
  expect(unread.join()).toContain('备注')
  expect((await accountDesk.searchAccounts(site, operator, { search: '', position: firstPage })).count).toBe(1)
})

test('the good rows become accounts with a link each; sent twice, none is made twice', async () => {
  const site = await aSite()
  await aCohort(site)
  const { validated } = await accountDesk.previewAccounts(site, operator, list)
  const { created, left } = await accountDesk.createListedAccounts(site, operator, validated)
  expect(created.map(({ name }) => name)).toEqual(['谭桂莲', '李干部', '张老师', '赵老师', '旧账号'])
  expect(left.map(({ name }) => name)).toEqual(['王重复', '半截', '外地', '管理'])
  expect((await openSlip(site, created[0]!.code)).isForDesk).toBe(true)
  expect((await accountDesk.createListedAccounts(site, operator, validated)).created).toEqual([])
})

test('an error value is nobody’s name', async () => {
  const site = await aSite()
  const broken = workbookOf({ name: '表', lines: ['姓名,手机号,角色,乡镇', '#N/A,13900001234,专干,高乐山镇'] })
  const { validated } = await accountDesk.previewAccounts(site, operator, broken)
  expect(validated.map(({ outcome, message }) => [outcome, message])).toEqual([['refused', '没有姓名。']])
})

test('rows of two sheets that have the same number are sent, and become accounts, each by itself', async () => {
  const site = await aSite()
  const twoSheets = workbookOf(
    { name: '专干', lines: ['姓名,手机号,角色,负责乡镇', '谭桂莲,13900001234,专干,高乐山镇'] },
    { name: '干部', lines: ['姓名,手机号,角色,负责乡镇', '李干部,13900005678,人社干部,咸丰县'] },
  )
  const { validated } = await accountDesk.previewAccounts(site, operator, twoSheets)
  const page = renderToStaticMarkup(createElement(RowFields, { rows: validated }))
  const fields = [...page.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
  const rows = parseForm(new URLSearchParams(fields), accountImportForm)
  expect(rows.map(({ row, name }) => [row, name])).toEqual([
    [2, '谭桂莲'],
    [2, '李干部'],
  ])
  const { created, left } = await accountDesk.createListedAccounts(site, operator, rows)
  expect([created.map(({ name }) => name), left]).toEqual([['谭桂莲', '李干部'], []])
})

test('a file without a heading, too many rows, or from somebody who may not, is refused', async () => {
  const site = await aSite()
  const refused = (lines: string[]) => accountDesk.previewAccounts(site, operator, workbookOf({ name: '表', lines }))
  await expect(refused(['甲,乙,丙'])).rejects.toMatchObject({ status: 422, fields: { file: [expect.stringContaining('表头')] } })
  const many = Array.from({ length: 201 }, (_, nth) => `人${nth},139${String(nth).padStart(8, '0')},专干,高乐山镇`)
  await expect(refused(['姓名,手机号,角色,乡镇', ...many])).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('200') as string,
  })
  await expect(accountDesk.previewAccounts(site, anOfficer, list)).rejects.toMatchObject({ status: 403 })
})
