// A form by what was filled into it: how it reads while it waits, and what is missing before it goes anywhere.
import { expect, test } from 'vitest'
import { findMissing, formatFilledForm } from '#app/phone/forms/form-summary.ts'

test('what waits is said as it was answered: opposite answers read differently', () => {
  expect(formatFilledForm({ title: '', written: '', answers: ['联系过', ''] })).toBe('联系过')
  expect(formatFilledForm({ title: '', written: '', answers: ['', '没联系', '卡住了'] })).toBe('没联系，卡住了')
  expect(formatFilledForm({ title: '结对志愿', written: '', answers: ['甲店 第 1 志愿', '', '乙店 不愿意'] })).toBe(
    '结对志愿：甲店 第 1 志愿，乙店 不愿意',
  )
})

test('what was written stands first, and what was chosen behind it; a form without answers goes by its name', () => {
  expect(formatFilledForm({ title: '', written: '教了改标题', answers: ['联系过'] })).toBe('教了改标题（联系过）')
  expect(formatFilledForm({ title: '同意结对', written: '', answers: [] })).toBe('同意结对')
})

const form = (fields: Record<string, string | Blob>) => {
  const entered = new FormData()
  for (const [name, value] of Object.entries(fields)) entered.append(name, value)
  return entered
}
const message = { required: [], oneOf: [{ names: ['text', 'picture'], words: '请写要说的话，或选一张图片' }] }

test('a message without words or picture is none; one of the two will do', () => {
  const none = { text: ['请写要说的话，或选一张图片'] }
  expect(findMissing(form({ text: '', picture: new Blob([]) }), message)).toEqual(none)
  expect(findMissing(form({ text: ' \n ' }), message)).toEqual(none)
  expect(findMissing(form({ text: '好' }), message)).toEqual({})
  expect(findMissing(form({ text: '', picture: new Blob(['jpeg']) }), message)).toEqual({})
})

test('blanks in a field that must be filled in are nothing', () => {
  const required = [{ name: 'reason', label: '原因' }]
  expect(findMissing(form({ reason: '　 ' }), { required })).toEqual({ reason: ['请填“原因”'] })
  expect(findMissing(form({ reason: '忙' }), { required })).toEqual({})
})
