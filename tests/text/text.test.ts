// What is typed, pasted or read from a file, made plain.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseAmount } from '#app/text/parse-amount.ts'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { normaliseForm } from '#app/http/bodies/normalise-form.ts'
import { parseCode } from '#app/modules/certificates/code.ts'
import { normaliseSecret } from '#app/text/secrets.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { parseIdNumber } from '#app/modules/households/id-number.ts'
import { normaliseText } from '#app/text/characters.ts'
import { parseChineseAmount } from '#app/text/chinese-amounts.ts'
import { parseDigitGroups, isShortened, findLookAlike, normaliseKey } from '#app/text/keys.ts'

test('marks that nobody sees go, radicals become characters, Chinese signs stay as they are', () => {
  expect(normaliseText('\u202d\u200b田\ufeff大\u00ad春\u202c')).toBe('田大春')
  expect(normaliseText('⻩⾕⾬')).toBe('黄谷雨')
  expect(normaliseText('你好，（１２）\u3000“好”…')).toBe('你好，（１２）\u3000“好”…')
  expect(normaliseText('a\u00a0b\u0301')).toBe('a b\u0301'.normalize('NFC'))
  expect(normaliseText('👨‍👩‍👧 ✔️ 好\u200d')).toBe('👨‍👩‍👧 ✔️ 好')
})

test('a text that was made plain stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => normaliseText(normaliseText(text)) === normaliseText(text)),
  )
})

test('forms, sign-in and verification take what looks right for right', () => {
  const form = new FormData()
  form.append('name', '\u200e田大春')
  form.append('name', '覃\u2060小秋')
  expect(normaliseForm(form).getAll('name')).toEqual(['田大春', '覃小秋'])
  expect(parseForm(new URLSearchParams({ search: '⽥\u200b' }), z.object({ search: z.string() }))).toEqual({ search: '田' })
  for (const said of ['\u202d199‑0005‑0000\u202c', '0086 19900050000', '+86 199 0005 0000', '19900050000.0'])
    expect(parseMobileNumber(said)).toBe('19900050000')
  expect(normaliseSecret('１２３\u200b４５６')).toBe('123456')
  expect(parseIdNumber('\u200e422826196001110004', '2026-01-01')).toMatchObject({ ok: true })
  expect(parseCode('\u202d2222 2222 22–22')).toBe(parseCode('222222222222'))
})

test('one number has one key', () => {
  for (const spelt of ['61', '61.0', '000061', "'61", '６１', '6.1E1']) expect(normaliseKey(spelt)).toBe('61')
  expect(['d000061', 'B—001', 'b‐001', '0', '2-15'].map(normaliseKey)).toEqual(['D000061', 'B-001', 'B-001', '0', '2-15'])
  expect([parseDigitGroups('4.22826001001E11'), parseDigitGroups('4.22826E+11'), parseDigitGroups('1.5')]).toEqual([
    '422826001001',
    null,
    null,
  ])
  expect([isShortened('4.22826E+11'), isShortened('4.22826001001E11'), isShortened('61')]).toEqual([true, false, false])
  expect(['В1', 'Ω', '1×', 'A-1号'].map((key) => findLookAlike(key)?.what)).toEqual(['俄文字母', '希腊字母', '乘号', undefined])
})

test('amounts are what people mean by them', () => {
  expect(
    ['12,000', '１２０００', '¥12000', '1.2万', '12000.0', '约1.2万元', '0.5亿', '12000元'].map((said) => parseChineseAmount(said)),
  ).toEqual([12_000, 12_000, 12_000, 12_000, 12_000, 12_000, 50_000_000, 12_000])
  expect(['1万2', '三百', '两千多', '30万左右', '12000人民币'].map((said) => parseChineseAmount(said))).toEqual([
    12_000, 300, 2_000, 300_000, 12_000,
  ])
  expect([parseChineseAmount('3', 10_000), parseChineseAmount('3万', 10_000), parseChineseAmount('1.2', 10_000)]).toEqual([
    30_000, 30_000, 12_000,
  ])
  // One reader for forms and lists: what could be read in two ways is neither.
  expect(['', '不少', '1.2.3', '-5', '4.2E+11', '1,2', '12 34'].map((said) => [parseChineseAmount(said), parseAmount(said) ?? -1])).toEqual(
    Array(7).fill([null, expect.any(Number)]),
  )
})
