// The words that offices write in a roster's cells, and what they mean.
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Monitoring, Status } from '#app/modules/households/labels.ts'
import { normaliseWidth } from '#app/text/characters.ts'

const bare = (text: string) => normaliseWidth(text).replace(/[\s,、。.;:"'“”]/g, '')

/** Ticks, crosses, and what a spreadsheet turns them into. */
const yes = /^(是|对|有|√|✓|✔|☑|✅|■|Y|YES|T|TRUE)$/i
const no = /^(否|不是|非|无|没有|×|✗|✘|✕|✖|❌|☒|☐|□|N|NO|F|FALSE)$/i

const nothing = /^(|无|没有|暂无|空|不详|未知|\/|\\|-+|—+|N\/?A)$/i

/** Whether the cell's text means "none". */
export const isNoAnswer = (text: string) => nothing.test(bare(text))

/** 未脱贫, 非监测对象, 不是贫困户: negates what follows. */
const denied = /^(未|非|不是|没有?|无|尚未|不属于)|预脱贫|拟脱贫|未(稳定)?脱贫|尚未/

/** Returns the ticked one if both choices are in the cell (□是 ☑否, 是□ 否√). */
function isTicked(text: string): string {
  const word = normaliseWidth(text).replace(/\s/g, '')
  const before = /^[√✓✔☑✅■](是|否)$|^(?:[□☐](?:是|否))?[√✓✔☑✅■](是|否)(?:[□☐](?:是|否))?$/.exec(word)
  const after = /^(?:(?:是|否)[□☐])?(是|否)[√✓✔☑✅■](?:(?:是|否)[□☐])?$/.exec(word)
  return before?.[1] ?? before?.[2] ?? after?.[1] ?? text
}

/** Parses a status. undefined: the word is not known. null: nothing is stated. */
export function parseStatus(written: string): Status | null | undefined {
  const text = isTicked(written)
  const said = bare(text)
  const word = said.replace(/\(.*\)/, '')
  // Brackets are more specific: 建档立卡户（已脱贫）.
  if (/\(.*脱贫.*\)/.test(said) && !denied.test(said.replace(/^.*\(/, '')) && !denied.test(word) && !/返贫/.test(said)) return 'lifted'
  if (isNoAnswer(word) && word !== '无') return null
  if (no.test(word)) return 'none'
  if (
    /^(一般户|一般农户|非贫困户|普通户|普通农户|非建档立卡|非建档立卡户|非建档立卡人口|非建档立卡贫困户|非贫困人口|不是贫困户|不是建档立卡户|非|其他|其他农户|边缘户|边缘易致贫户|突发严重困难户)$/.test(
      word,
    )
  )
    return 'none'
  if (/^(已|脱贫后|脱贫后又)?返贫(户|人口|贫困户|人员)?$/.test(word)) return 'returned'
  if (/^(19|20)\d{2}年?(度|底|初|末)?(已|新)?(稳定)?脱贫(户|人口)?$/.test(word)) return 'lifted'
  if (
    /^(脱贫不稳定户|.*已脱贫.*|脱贫户|脱贫人口|脱贫人员|脱贫家庭|稳定脱贫户?|脱贫|脱贫享受政策|享受政策脱贫户|.*脱贫享受政策.*)$/.test(
      word,
    ) &&
    !/未(稳定)?脱贫|(?<!未|没)返贫/.test(word)
  )
    return 'lifted'
  if (yes.test(word)) return 'registered'
  if (
    /^(建档立卡|建档立卡户|建档立卡贫困户|建档立卡贫困人口|贫困户|贫困人口|贫困人员|建档立卡人口|建档立卡人员|未脱贫|未脱贫户|未脱贫贫困户|一般贫困户|低保贫困户|五保贫困户|特困供养贫困户|低保户贫困户)$/i.test(
      word,
    )
  )
    return 'registered'
  return undefined
}

/** Parses a column that asks only whether a household was lifted; a no says nothing of what it is. */
export function parseLifted(text: string): Status | null | undefined {
  const word = bare(isTicked(text))
  if (no.test(word) || isNoAnswer(word) || (denied.test(word) && /脱贫/.test(word))) return null
  return yes.test(word) || (/脱贫/.test(word) && !/返贫/.test(word)) ? 'lifted' : undefined
}

export function parseMonitoring(text: string): Monitoring | null | undefined {
  const word = bare(text)
  if (no.test(word) || (denied.test(word) && !/消除/.test(word))) return 'none'
  if (isNoAnswer(word)) return null
  if (/消除/.test(word) && !/未/.test(word)) return 'cleared'
  if ([/不稳定/, /边缘/, /突发/].filter((kind) => kind.test(word)).length > 1) return undefined
  if (/不稳定/.test(word)) return 'unstable'
  if (/边缘/.test(word)) return 'marginal'
  if (/突发/.test(word)) return 'sudden'
  return undefined
}

export function parseTier(text: string): Tier | null | undefined {
  const word = bare(text)
  if (isNoAnswer(word)) return null
  if (/^(领导|领导班子|领导班子成员|领导干部|决策层|第一层次|县领导班子|县级领导|领导层|干部)$/.test(word)) return 'leadership'
  if (
    /^(乡镇骨干|骨干|乡镇干部|村干部|乡村骨干|骨干人员|业务骨干|乡镇业务骨干|骨干层|第二层次|乡镇|镇村骨干|村级骨干|乡镇骨干人员)$/.test(
      word,
    )
  )
    return 'township'
  if (
    /^(创业人员|创业者|创业|电商创业人员|创业学员|农民创业者|返乡创业人员|第三层次|创业层|网店店主|电商从业者|从业人员|创业青年)$/.test(
      word,
    )
  )
    return 'entrepreneur'
  return undefined
}

export function parseSex(text: string): 'female' | 'male' | null {
  const word = bare(text)
  return /^(女|女性|F|2)$/i.test(word) ? 'female' : /^(男|男性|M|1)$/i.test(word) ? 'male' : null
}

const relations: Record<string, RegExp> = {
  配偶: /^(妻|妻子|夫|丈夫|爱人|配偶|夫妻)$/,
  之子: /^(子|儿子|长子|次子|三子|独生子)$/,
  之女: /^(女|女儿|长女|次女|三女|独生女)$/,
  之父: /^(父|父亲)$/,
  之母: /^(母|母亲)$/,
  之儿媳: /^(媳|儿媳|媳妇)$/,
  之女婿: /^(婿|女婿)$/,
  之孙子: /^(孙|孙子)$/,
  之孙女: /^孙女$/,
}

/** Parses a relation to the spelling of the register; one that is not in the list stays as it was written. undefined: it is none at all. */
export function parseRelation(text: string): string | null | undefined {
  const word = bare(text)
  if (yes.test(word) || /^(本人|本人或户主|户主本人|本户户主|户主)$/.test(word)) return '户主'
  if (isNoAnswer(word) || no.test(word)) return null
  if (!/\p{Script=Han}/u.test(word) || /^(同上|同前)$|^\d+年?\d*月?\d*日?$/.test(word)) return undefined
  const toHead = word.replace(/\(.*\)$/, '').replace(/^(户主)?[之的]?/, '')
  return Object.keys(relations).find((relation) => relations[relation]!.test(toHead)) ?? word.slice(0, 20)
}
