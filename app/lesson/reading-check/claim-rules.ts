// Claims that advertising law forbids: who learns from a lesson copies its words into a shop. docs/reading-check.md lists
// the words with examples.
import type { Found } from './findings.ts'
import { type Block, isWithin, type LessonText } from './lesson-text.ts'
import { readingLimits } from './limits.ts'

interface Claim {
  /** What must not be said. */
  pattern: RegExp
  law: string
  /** What to say instead. */
  advice: string
  /** What takes its place, if that makes a sentence. */
  plain?: (found: string) => string
}

/** What is sold, and what is said of it. */
const goods = '(?:茶|土豆|薯|腊肉|蜂蜜|大米|油|水果|李子|蔬菜|酒|肉|蛋|鱼|货|产品|商品|特产|品牌|牌子|品质|质量|口感|味道|价格|价钱|店)'
const praise = '(?:好吃|好喝|好|佳|优质|优|棒|香|甜|纯|正宗|地道|天然|健康|安全|新鲜|便宜|实惠|高级|高档|高端|先进|受欢迎|权威|畅销|牛)'
const own = '(?:我家|我们|咱们|咱家|自家|本店|本县|本地)'
/** 最好的茶 · 我家的茶是最好的 · 最好的！ · 最佳 */
const superlatives = [
  `最${praise}的?(?=[^，。！？；：”\\s]{0,3}${goods})`,
  `(?<=(?:${goods}|${own})[^，。！？；]{0,8}(?<!得))最${praise}的?(?=[，。！!”；]|$)`,
  `最${praise}的(?=[！!])`,
  '最(?:佳(?!时|位|温|距|方|办|答|食用|观)|优质|正宗|权威)',
].join('|')
const superlative = { law: '广告法第九条', advice: '说看得见的：哪里的、哪天采的、多少斤。' }
const cure = { law: '广告法第十七、十八条', advice: '普通食品不能说治病、保健，删掉这句。' }
const promise = { law: '广告法第二十四、二十五条', advice: '谁也保证不了，说做过的和真的数。' }

const claims: readonly Claim[] = [
  { pattern: new RegExp(superlatives, 'gu'), ...superlative, plain: (found) => found.slice(1) },
  { pattern: /(?:全网|全国|全球|史上|同类|行业|价格|价钱)最[低高大优好强]价?/gu, ...superlative },
  {
    pattern:
      /(?:全国|全网|全省|全州|全县|全球|世界|亚洲|中国|天下|行业|同行|同类|销量|口碑|排名|人气)(?:第一|No\.?\s?1)(?!个|次|步|批|季|年|届|家|条|人|名是)/giu,
    ...superlative,
  },
  { pattern: /第一(?:品牌|大牌|好[吃喝]|粉|香|甜|美味|的(?=[茶货酒米]|土豆|腊肉|蜂蜜|产品|商品))/gu, ...superlative },
  {
    pattern:
      /(?:国家级|世界级|国际级|最高级)(?!贫困|非遗|非物质|示范|自然保护|风景|森林公园|地质公园|湿地|重点|农业|农产品|龙头|开发区|高新|经济|项目|政策|文件|标准|媒体|平台|专家|电子商务)/gu,
    ...superlative,
  },
  {
    pattern:
      /国宴(?:用|专供|级)|特供|专供(?!应)|独一无二|绝无仅有|史无前例|举世无双|顶级|极品|极致|万能|(?:销量|全国|行业)冠军|全网首[发选]|唯一(?:正宗|指定|授权)/gu,
    ...superlative,
  },
  {
    pattern:
      /(?:100|１００)\s?[%％](?=[^，。]{0,2}(?:天然|有效|正品|纯|无|安全|满意))|百分之?百(?=有效|天然|安全|正品)|绝对(?=安全|有效|正宗|天然|没有副作用)|纯天然|零添加|无任何添加/gu,
    ...superlative,
  },
  {
    pattern:
      /(?:治疗?|根治|医治|包治|能治|主治)(?:百病|各种病|高?血压|高血脂|高血糖|糖尿病|失眠|咳嗽|胃病|肝病|肾病|癌症?|肿瘤|感冒|风湿|关节炎|便秘|[^，。！？；、“”]{0,3}病(?!虫|害))|治好(?=了?[^，。！？；]{0,8}[病痛癌])|(?:降|稳)(?:血压|血糖|血脂|三高)|(?:防|抗)癌|抗(?:肿瘤|衰老|病毒)|(?:提高|增强|提升)免疫力|排毒|(?:壮阳|补肾|延年益寿|药到病除|包治|根治|特效|神药|祖传秘方)|(?:没有|无|零)(?:任何)?副作用|(?:快速)?减肥瘦身|代替药/gu,
    ...cure,
  },
  {
    pattern:
      /稳赚|包赚|躺赚|躺着赚|保本|稳赚不赔|一夜暴富|月入[过百万上]+|(?:零|无|没有)风险|(?:包|保)(?:过|会|就业|收益)(?=[，。！”]|$)|保证(?:赚|挣|月入|通过|收益)/gu,
    ...promise,
  },
]

/** A sentence with one of these teaches the rule: it says what must not be said. */
const isAboutRule =
  /不能|不得|不许|不准|不让|不可以|不要(?:写|说|印|标|用|信|相信|买)|别(?:写|说|印|标|用|信)|禁止|违法|犯法|违规|虚假|骗|不等于|谁也|不保证|举报|被罚/u

/** What is quoted in three or four characters is named, not said: 不要写“最好”. */
const isNamed = (text: string, from: number, to: number) => /[“「《]/.test(text.charAt(from - 1)) && /[”」》]/.test(text.charAt(to))

/** What is shown as wrong: the bad side of a comparison, options that are not right. */
function isShownAsWrong({ parent, attribute, kind }: Block): boolean {
  if (isWithin(parent, /^Bad$/)) return true
  return kind === 'attribute' && attribute === 'text' && parent?.name === 'Option' && !parent.attributes.has('right')
}

/** Whether an option answers a question about what must not be said. */
const answersRule = ({ parent }: Block) => {
  const check = parent?.name === 'Option' ? parent.parent : null
  return check !== null && isAboutRule.test(check?.attributes.get('question')?.value ?? '')
}

/** Finds claims that the law forbids in advertisements, where they are not shown as wrong. */
export function checkClaims({ blocks }: LessonText): Found[] {
  return blocks.flatMap((block) => {
    if (isShownAsWrong(block) || answersRule(block)) return []
    const { text, offsets } = block
    const taken: { from: number; to: number }[] = []
    return claims.flatMap(({ pattern, law, advice, plain }) =>
      [...text.matchAll(pattern)].flatMap(({ 0: said, index }): Found[] => {
        const to = index + said.length
        if (taken.length >= readingLimits.findings || isNamed(text, index, to) || isAboutRule.test(sentenceAround(text, index))) return []
        if (taken.some((other) => index < other.to && to > other.from)) return []
        taken.push({ from: index, to })
        const from = offsets[index] ?? 0
        const end = (offsets[to - 1] ?? from) + 1
        const instead = plain?.(said)
        return [
          {
            rule: 'forbidden-claim',
            at: from,
            what: said,
            reason: `“${said}”是${law}不让说的，学的人会照着写进店里。${advice}`,
            ...(instead !== undefined && end - from === said.length
              ? { mend: { from, to: end, insert: instead, label: `改成“${instead}”` } }
              : {}),
          },
        ]
      }),
    )
  })
}

/** As much of a sentence as is looked at on each side of a claim. */
const maxContext = 60

function sentenceAround(text: string, place: number) {
  const [before = ''] = /[^。！？；\n]*$/u.exec(text.slice(Math.max(0, place - maxContext), place)) ?? []
  const [after = ''] = /^[^。！？；\n]*/u.exec(text.slice(place, place + maxContext)) ?? []
  return before + after
}
