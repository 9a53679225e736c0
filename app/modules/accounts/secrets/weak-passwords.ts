// Passwords that are a weak word with what people add around and inside it: digits, signs, a row of keys, a letter or two.
import { commonPasswords } from './common-secrets.ts'

/** Words that guessing starts with: about passwords, computers, this product and companies, and pinyin. */
const weakWords = `
  password passwd passw pass passwort passphrase psw pwd secret mima admin administrator sysadmin webadmin superadmin adm root super superuser
  supervisor operator manager master user username guest test tester testing demo temp default change changeme login logon signin enter access
  welcome letmein hello iloveyou ilovechina love lucky dragon monkey shadow sunshine princess superman batman football baseball basketball qwerty qwert
  spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
  october november december company office school student teacher server system service network internet website database backup oracle mysql
  sqlserver postgres redis tomcat nginx apache linux ubuntu centos windows microsoft google apple iphone android samsung cisco lenovo dell intel
  tidui china zhongguo beijing shanghai guangzhou shenzhen chengdu chongqing
  tianjin xiangcun nongcun dianshang peixun fupin bangfu zhenxing nongye renshe rensheju zhengfu
  huawei xiaomi oppo vivo honor alibaba taobao tmall tianmao alipay zhifubao jingdong pinduoduo tencent tengxun weixin wechat baidu douyin tiktok
  kuaishou meituan dingding dingtalk bytedance zijie wangyi netease sina weibo lianxiang langchao inspur zhongxing unicom telecom yidong dianxin
  liantong chinamobile nihao huanying ceshi woaini woaizhongguo woai aini xiexie laoshi xuesheng xueyuan guanli guanliyuan caozuo yonghu denglu
  laoban baobao jiayou facai fuqi pingan com www http
  密码 口令 管理员 管理 超级 测试 用户 登录 登陆 欢迎 你好 您好 老师 学员 学习 培训 电商 电商培训 梯队 系统 平台 中国 我爱中国 我爱你 加油 发财 平安
  北京 上海 人社局 扶贫 帮扶 乡村振兴 乡镇 专干
  华为 小米 苹果 阿里巴巴 淘宝 天猫 京东 拼多多 腾讯 微信 百度 抖音 快手 美团 钉钉 联想 移动 电信 联通 年 月 日 号
`
  .trim()
  .split(/\s+/)

/** Rows of letter keys; three neighbours, forwards or backwards, count as a piece of one. */
const rowsOfLetters = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  'qwaszxerdfcvtyghbnuijkm',
  'qweasdzxc',
]

/** The letters that digits and signs are used for. Each is also tried as standing for nothing. */
const lettersBehind: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '^': 'a',
  '8': 'b',
  '(': 'c',
  '<': 'c',
  '3': 'e',
  '€': 'e',
  '6': 'bg',
  '9': 'gq',
  '#': 'h',
  '!': 'il',
  '1': 'il',
  '|': 'il',
  '0': 'o',
  '*': 'o',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '2': 'z',
  '%': 'x',
  '¥': 'y',
}

/** Up to how many letters two different weak words together are still weak, as Admin-Huawei; three words are a passphrase. */
const lettersOfShortPair = 13
/** How many letters beside the words do not make a password stronger: 2024a, 2024cn. */
const maxLetters = 2

/** Longer passwords are not checked, so that the check takes no longer than hashing. They are more than one word. */
const maxJudgedLength = 48

/** A node of the tree of words, one letter a level. */
interface Step {
  next: Map<string, Step>
  /** The word that ends here; empty for a piece of a row of keys. */
  word?: string
  id: number
}

const grown = new WeakMap<readonly string[], Step>()

/** The tree of all words with those of a place, built on first use. */
function buildWordTree(placeWords: readonly string[]): Step {
  const before = grown.get(placeWords)
  if (before) return before
  let steps = 0
  const root: Step = { next: new Map(), id: steps++ }
  const add = (letters: string, word: string) => {
    let at = root
    for (const letter of letters) {
      if (!at.next.has(letter)) at.next.set(letter, { next: new Map(), id: steps++ })
      at = at.next.get(letter)!
    }
    at.word ??= word
  }
  for (const row of rowsOfLetters.flatMap((one) => [one, [...one].reverse().join('')]))
    for (let at = 0; at < row.length; at++)
      for (const length of [3, 4, 5]) if (at + length <= row.length) add(row.slice(at, at + length), '')
  for (const word of [...weakWords, ...placeWords]) add(word, /^[年月日号]$/.test(word) ? '' : word)
  for (const word of commonPasswords) if (/^[a-z]+$/.test(word)) add(word, word)
  grown.set(placeWords, root)
  return root
}

const isWeakCombination = (words: readonly string[]) =>
  words.length < 2 || (words.length === 2 && words.join('').length <= lettersOfShortPair)

const isLetter = (sign: string) => /\p{L}/u.test(sign)

/**
 * Whether a password, in small letters, is nothing but a weak word, two short ones, or rows of keys, with figures and signs
 * around them, in them or in the place of their letters, and at most two letters more. Every reading is judged: a sign may
 * stand for a letter or for nothing.
 */
export function isWeakWordVariant(password: string, placeWords: readonly string[]): boolean {
  const root = buildWordTree(placeWords)
  const signs = [...password]
  if (signs.length > maxJudgedLength) return false
  const isSentence = password.split(/[\s\-_.,，。、·]+/).filter((part) => [...part].filter(isLetter).length > 1).length > 2
  const failed = new Set<string>()

  /** Whether what begins here can be read to the end: in the middle of a word, which has a letter or only signs so far, or at the root between two. */
  function reads(at: number, step: Step, hasLetter: boolean, words: readonly string[], letters: number): boolean {
    if (at === signs.length) return step === root
    const key = `${at} ${step.id} ${hasLetter} ${letters} ${words.join(' ')}`
    if (failed.has(key)) return false
    const sign = signs[at]!
    const stands = isLetter(sign)
    if (!stands && reads(at + 1, step, hasLetter, words, letters)) return true
    if (stands && step === root && letters > 0 && reads(at + 1, root, false, words, letters - 1)) return true
    for (const letter of stands ? [sign] : (lettersBehind[sign] ?? '')) {
      const next = step.next.get(letter)
      if (!next) continue
      const withLetter = hasLetter || stands
      if (reads(at + 1, next, withLetter, words, letters)) return true
      if (next.word === undefined || !withLetter) continue // a word of signs alone: they are read as nothing just as well
      const used = next.word === '' || words.includes(next.word) ? words : [...words, next.word].sort()
      if (isWeakCombination(used) && reads(at + 1, root, false, used, letters)) return true
    }
    failed.add(key)
    return false
  }

  return reads(0, root, false, [], isSentence ? 0 : maxLetters)
}
