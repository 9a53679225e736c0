// What can be chosen as a PIN or a password, and what is a phone number.
import { describe, expect, test } from 'vitest'
import { findPasswordFault, findPinFault, noPersonalTerms } from '#app/modules/accounts/secrets/secret-faults.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'

/** Numbers from 0 to 1 that are the same at every run. */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const placeWords = loadProgramme(null).weakWords
const own = { name: '田小禾', birthday: '1984-05-06', phones: ['13907264185'], idNumber: '422826198405060007', placeWords }

describe('a PIN', () => {
  test.each(['739154', '204816', '583927', '204060'])('%s can be taken', (pin) => {
    expect(findPinFault(pin, own)).toBeNull()
  })

  test.each([
    ['12345', '6 个数字'],
    ['1234567', '6 个数字'],
    ['七三九一五四', '6 个数字'],
    ['000000', '都一样'],
    ['888888', '都一样'],
    ['123456', '连着'],
    ['654321', '连着'],
    ['567890', '连着'],
    ['098765', '连着'],
    ['121212', '重复'],
    ['520520', '重复'],
    ['112233', '成对'],
    ['147258', '常用'],
    ['840506', '生日'],
    ['198405', '生日'],
    ['060584', '生日'],
    ['050684', '生日'],
    ['135790', '连着'],
    ['123321', '重复'],
    ['112212', '重复'],
    ['726418', '手机号'],
    ['264185', '手机号'],
    ['060007', '身份证号'],
    ['422826', '身份证号'],
    ['580213', '日期'],
    ['991231', '日期'],
    ['201908', '日期'],
    ['159357', '常用'],
    ['112358', '常用'],
    ['131452', '常用'],
  ])('%s is refused: %s', (pin, reason) => {
    expect(findPinFault(pin, own)).toContain(reason)
  })

  test('full-width figures are figures', () => {
    expect(findPinFault('７３９１５４', noPersonalTerms)).toBeNull()
    expect(findPinFault('１２３４５６', noPersonalTerms)).toContain('连着')
  })

  test('what is no day of any year is no date', () => {
    for (const pin of ['581332', '580230', '583900']) expect(findPinFault(pin, noPersonalTerms)).toBeNull()
  })

  test('about one in twenty is refused, so that many are left', () => {
    const refused = Array.from({ length: 1000 }, (_, nth) => String((nth * 7919) % 1_000_000).padStart(6, '0')).filter((pin) =>
      findPinFault(pin, noPersonalTerms),
    )
    expect(refused.length).toBeGreaterThan(30)
    expect(refused.length).toBeLessThan(80)
  })
})

describe('a password', () => {
  test.each(['山上的茶叶香飘千万里', 'correct horse battery', 'Xianfeng-2019-tea'])('%s can be taken', (password) => {
    expect(findPasswordFault(password, own)).toBeNull()
  })

  test.each([
    ['short', '至少'],
    ['aaaaaaaaaaaa', '重复'],
    ['password2019', '好猜'],
    ['1234567890ab', '好猜'],
    ['P@ssword2024!', '好猜'],
    ['woaini1314520', '好猜'],
    ['Admin-20240101', '好猜'],
    ['qwertyuiop12', '好猜'],
    ['1qaz2wsx3edc', '好猜'],
    ['学习进步学习进步学习进步', '好猜'],
    ['2024-05-06-08', '只有数字'],
    ['tea13907264185', '手机号'],
    ['茶香07264185好', '手机号'],
    ['茶叶060007茶叶香', '身份证号'],
    ['茶叶19840506香', '生日'],
    ['田小禾2024年好呀', '姓名'],
  ])('%s is refused: %s', (password, reason) => {
    expect(findPasswordFault(password, own)).toContain(reason)
  })

  test.each([
    ['Admin@2024', '好猜'],
    ['P@ssw0rd123!', '好猜'],
    ['Huawei@2024', '好猜'],
    ['Welcome@123', '好猜'],
    ['Xianfeng@2019', '好猜'],
    ['Yuhang@2019', '好猜'],
    ['Tidui@2024', '好猜'],
    ['Password@2024', '好猜'],
    ['Root@123456', '好猜'],
    ['Test@12345678', '好猜'],
    ['Qwer1234!@#$', '好猜'],
    ['Adm1n!2024', '好猜'],
    ['!Q@W#E$R%T2024', '好猜'],
    ['1qaz@WSX3edc', '好猜'],
    ['a-d-m-i-n-2024', '好猜'],
    ['Admin@2024cn', '好猜'],
    ['Basketball@2024', '好猜'],
    ['Xianfeng@2019Tidui', '好猜'],
    ['Admin@163.com', '好猜'],
    ['i love you', '好猜'],
    ['华为@20242024', '好猜'],
    ['2024年03月04日', '好猜'],
    ['139-0726-4185a', '手机号'],
    ['139a0726b4185', '手机号'],
    ['茶叶06-00-07茶叶香', '身份证号'],
    ['1984年5月6日茶香', '生日'],
    ['茶叶香06/05/1984', '生日'],
    ['田小禾@20240101', '姓名'],
    ['田·小·禾Admin@2024', '姓名'],
  ])('what people make of a word or of themselves, %s, is refused: %s', (password, reason) => {
    expect(findPasswordFault(password, own)).toContain(reason)
  })

  test('a weak word with figures and signs before, after, in it and in the place of its letters is refused, in any mix', () => {
    const random = randomFrom(7)
    const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!
    const looks: Record<string, string> = { a: '@4', e: '3', i: '1!', l: '1|', o: '0', s: '$5', t: '7+' }
    const dressing = (most: number) =>
      Array.from({ length: Math.floor(random() * most) }, () => one([...'0123456789!@#$%^&*()-_=+.,?/ '])).join('')
    for (let n = 0; n < 3_000; n++) {
      const word = [...one(['admin', 'password', 'huawei', 'tidui', 'xianfeng', 'welcome', 'root', 'dianshang', 'qwer', 'zxc'])]
        .map((letter) => (looks[letter] && random() < 0.3 ? one([...looks[letter]]) : random() < 0.3 ? letter.toUpperCase() : letter))
        .map((letter) => (random() < 0.1 ? `${letter}${dressing(3)}` : letter))
        .join('')
      const dressed = `${dressing(8)}${word}${dressing(8)}`
      const password = `${dressed}${'2019!!'.slice(0, Math.max(0, 10 - dressed.length))}`.padEnd(10, '7')
      expect([password, findPasswordFault(password, { ...noPersonalTerms, placeWords })]).not.toEqual([password, null])
    }
  })

  test('three words make a passphrase, also with a weak one among them and with figures', () => {
    const random = randomFrom(11)
    const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!
    const words = [
      'tea',
      'fig',
      'river',
      'horse',
      'battery',
      'copper',
      'noodle',
      'village',
      'mill',
      'tractor',
      'china',
      'welcome',
      '茶叶',
      '土豆',
      '山路',
    ]
    for (let n = 0; n < 3_000; n++) {
      const phrase = new Set<string>()
      while (phrase.size < 3) phrase.add(one(words))
      const password = `${[...phrase].join(one([' ', '-', '.', '，']))}${one(['', '7', ' 2019', '!'])}`
      if ([...password].length < 10) continue
      expect([password, findPasswordFault(password, own)]).toEqual([password, null])
    }
  })

  test('one that is made to take long takes no longer than a hash', () => {
    const long = '0123456789@$!|'.repeat(15)
    for (const password of [`${long}茶茶茶`, `${long.slice(0, 45)}茶茶茶`, `${'4dm1n7357'.repeat(7).slice(0, 45)}茶茶茶`]) {
      findPasswordFault(password, { ...noPersonalTerms, placeWords })
      const from = performance.now()
      findPasswordFault(password, { ...noPersonalTerms, placeWords })
      expect(performance.now() - from).toBeLessThan(250)
    }
  })

  test('one that is longer than anybody types is refused', () => {
    expect(findPasswordFault('茶'.repeat(100) + '香'.repeat(101), own)).toContain('太长')
  })
})

test('a phone number is taken as people write it', () => {
  for (const entered of ['13900000001', '139 0000 0001', '１３９０００００００１', '+86 139-0000-0001', '86 13900000001']) {
    expect(parseMobileNumber(entered)).toBe('13900000001')
  }
})

test('what is no mobile number is none', () => {
  for (const entered of ['', '1390000000', '139000000012', '07186822222', 'abc', '12900000001'])
    expect(parseMobileNumber(entered)).toBeNull()
})
