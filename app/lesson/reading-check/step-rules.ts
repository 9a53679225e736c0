// One idea per step: who follows steps does one, looks up, and reads the next.
import { type Found, shorten } from './findings.ts'
import { type Block, countUnits, type LessonText } from './lesson-text.ts'
import { readingLimits } from './limits.ts'
import { splitSentences } from './sentence-rules.ts'

/** How a clause begins that asks for an action. */
const action =
  /^(?:先|再|然后|接着|随后|最后|并|同时|要|请|马上|一起|当面|把[^，。；]{1,10}?|从头|在[^，。；]{1,8}?[里上下边旁])*(?:打开|打(?!包)|点|按|选|填|写|拍|放|装|封|套|贴|盖|垫|塞|挤|擦|晾|晒|称|分|挑|算|查|看|问|说|讲|念|告诉|约|定|带|记|存|发|寄|收|拆|付|退|交|转|登录|注册|下载|上传|设置|输入|点击|进入|返回|扫|关|开|洗|切|炒|包|绑|取|送|找|请|让|做|用|教|数|留)(?![了过着的得])/u
/** Words between two actions that come one after the other. */
const afterwards = /^(?:然后|接着|随后|之后|最后|同时|再)/u

interface Clause {
  text: string
  place: number
  sentence: number
  isAction: boolean
}

/** Splits a step into clauses. What is quoted is said or pressed: it is no action of its own. A colon ends no sentence: what follows explains. */
function splitClauses(step: string): Clause[] {
  const plain = step.replace(/[“「][^”」]{0,200}[”」]/gu, (quoted) => '字'.repeat(quoted.length))
  const colon = plain.search(/[：:]/)
  let sentence = 0
  return [...plain.matchAll(/[^，,。；！？!?;]+[，,。；！？!?;]?/gu)].flatMap(({ 0: clause, index }): Clause[] => {
    const inSentence = sentence
    if (/[。；！？!?;]$/u.test(clause)) sentence += 1
    const place = index + (clause.length - clause.trimStart().length)
    const text = clause.trim()
    const after = colon >= place && colon < index + clause.length ? plain.slice(colon + 1, index + clause.length) : ''
    return [{ text, place, sentence: inSentence, isAction: action.test(text) || action.test(after) }]
  })
}

/** Returns where the second thing of a step begins; null if the step is one thing. */
function findSecondThing(step: string): { place: number; isNextSentence: boolean } | null {
  const clauses = splitClauses(step)
  const [first, ...others] = clauses.filter(({ isAction }) => isAction)
  if (!first) return null
  const next = others.find(({ text, sentence, place }) => place > first.place && (sentence > first.sentence || afterwards.test(text)))
  const second = next ?? others[1]
  return second ? { place: second.place, isNextSentence: second.sentence > first.sentence } : null
}

/** Finds steps of several things: actions in two sentences or one after the other, three actions, three sentences, or too many words. */
export function checkSteps({ blocks, source }: LessonText): Found[] {
  const steps = blocks.filter(({ kind, parent, marker }) => kind === 'item' && parent?.name === 'Steps' && marker !== undefined)
  return steps.flatMap((step) => {
    const found = { rule: 'several-in-step' as const, at: step.offsets[0] ?? 0, what: shorten(step.text) }
    const second = findSecondThing(step.text)
    if (second)
      return [
        {
          ...found,
          reason: `这一步做了几件事：“${shorten(step.text)}…”。分成两步，一步只做一件。`,
          ...proposeSplit(source, steps, step, second.place),
        },
      ]
    const words = countUnits(step.text)
    const sentences = splitSentences(step.text.replace(/：|“[^”]{0,200}”/gu, (sign) => (sign === '：' ? '，' : '字'))).length
    if (words <= readingLimits.step && sentences <= readingLimits.stepSentences) return []
    const much =
      words > readingLimits.step
        ? `有 ${words} 个字，最多 ${readingLimits.step} 个`
        : `有 ${sentences} 句，最多 ${readingLimits.stepSentences} 句`
    return [{ ...found, reason: `这一步${much}：“${shorten(step.text)}…”。只留要做的，道理写到清单外面，或者分成两步。` }]
  })
}

/** Longer lists are split by hand. */
const maxRenumbered = 40

/** Makes an item of its own of what follows, and renumbers the items after it. */
function proposeSplit(source: string, steps: readonly Block[], step: Block, place: number): Pick<Found, 'mend'> {
  const from = step.offsets[place - 1]
  const start = step.offsets[place]
  const { marker } = step
  if (from === undefined || start === undefined || !marker || start !== from + 1 || !/[，。；！,;]/.test(source.charAt(from))) return {}
  const rest = source.slice(start).replace(/^(?:然后|接着|随后|之后|最后|再)(?=\p{Script=Han})/u, '')
  const begin = source.length - rest.length
  const later = steps.filter(({ parent, marker: other }) => parent === step.parent && other !== undefined && other.from > start)
  if (later.length > maxRenumbered) return {}
  let text = ''
  let at = begin
  for (const { marker: other } of later) {
    if (!other) continue
    text += source.slice(at, other.from) + source.slice(other.from, other.to).replace(/^\d+/, String(other.number + 1))
    at = other.to
  }
  const insert = `。\n${marker.number + 1}. ${text}`
  return { mend: { from, to: at, insert, label: '分成两步' } }
}
