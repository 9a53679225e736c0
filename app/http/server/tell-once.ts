// Above a refused form stands what is wrong with it, each fault with a link to its field. A fault that its field says below is not said
// above as well: there stands only which field it is, 第 2 处：乡镇. Whether a field says it, and what the field is called, is known where
// that is drawn, further down; so the finished page is looked through, with or without styles and scripts. With a single fault the page opens
// at its field, which says it; with several it opens at the list. All of it is taken as React wrote it, so it is escaped already.
//
// Why not where the pages are rendered: the summary stands before the form, and React writes a page from top to bottom, once. When the summary
// is written, no field has been, so neither it nor the root can know what fields will say of themselves, which are folded, or what their labels
// are. The ways around that cost more than this file: rendering every refused page twice, to let the fields register in the first pass; moving the summary
// behind the form and in front of it by CSS, which reads in the wrong order; or every page listing its fields and their names for its summary,
// beside the form that has them already. Scripts cannot do it: pages have to work without them.

/** Signs of a name that are shown, at most. */
const longest = 24
/** So far behind its start the name of a list of boxes or of a table, or its first field, is looked for. */
const farthest = 20_000

const place = /<a href="#(field-[^"]*)" data-place="(\w+)">((?:(?!<\/a>).)*)<\/a>/gs

/** Leaves of each fault that the page says at its field only the way there. */
export function tellOnce(html: string): string {
  if (!html.includes(' data-place="')) return html
  let only = ''
  const said = html.replace(place, (whole: string, id: string, at: string, sentence: string) => {
    if (!isSaidAtField(html, id, sentence)) return whole
    const name = findName(html, id)
    if (at === 'only') only = id
    const words = at === 'only' ? `有一处要改${name ? `：${name}` : '，请看红字'}` : `第 ${at} 处${name ? `：${name}` : ''}`
    return `<a href="#${id}" data-place="${at}">${words}</a>`
  })
  return only ? openAtField(said, only) : said
}

/** By the place for what is wrong with a field, or by the words themselves. */
const isSaidAtField = (html: string, id: string, sentence: string) =>
  html.includes(` id="${id}-error"`) ||
  (sentence !== '' && [...html.matchAll(/<\w+ class="field-error"[^>]*>([^<]*)</g)].some(([, said]) => said === sentence))

const focus = ' tabindex="-1" autofocus=""'

/** Moves the focus from the summary to the field; if the summary has it, and if the field is found. */
function openAtField(html: string, id: string): string {
  const summary = html.indexOf(`<div class="notice bad" role="alert"${focus}>`)
  const at = html.indexOf(` id="${id}"`)
  if (summary === -1 || at === -1) return html
  const opens = html.lastIndexOf('<', at)
  const rest = html.slice(opens, opens + farthest)
  const own = /^<(?:input|select|textarea)\b/.exec(rest)
  const control =
    own ??
    /<(?:input(?= [^>]*(?:aria-invalid="true"|type="(?:checkbox|radio)"))|(?:select|textarea)(?= [^>]*aria-invalid="true"))/.exec(rest)
  // What is folded cannot have the focus.
  if (!control || rest.slice(0, control.index).includes('<details')) return html
  const after = opens + control.index + control[0].length
  const open = `${html.slice(0, after)} autofocus=""${html.slice(after)}`
  return open.slice(0, summary) + open.slice(summary).replace(focus, '')
}

function findName(html: string, id: string): string {
  const at = html.indexOf(` id="${id}"`)
  if (at === -1) return ''
  const opens = html.lastIndexOf('<', at)
  const tag = /^<(\w+)[^>]*>/.exec(html.slice(opens, opens + farthest))
  if (!tag) return ''
  if (/^(input|select|textarea)$/.test(tag[1] ?? '')) return tidy(textOfLabel(html, id) ?? /\saria-label="([^"]*)"/.exec(tag[0])?.[1] ?? '')
  const rest = html.slice(opens, opens + farthest)
  const within = tag[1] === 'div' ? rest : (rest.split(`</${tag[1]}>`, 1)[0] ?? '') // divisions stand in one another
  const named = (what: string) => new RegExp(`<(${what})\\b[^>]*>(.*?)</\\1>`, 's').exec(within)?.[2]
  const name = tag[1] === 'div' ? named('label|legend|caption') : (named('legend|caption') ?? named('label'))
  return tidy(name ?? /\saria-label="([^"]*)"/.exec(within)?.[1] ?? '')
}

const textOfLabel = (html: string, id: string): string | undefined => {
  const at = html.indexOf(`<label for="${id}"`)
  return at === -1 ? undefined : /^<label[^>]*>(.*?)<\/label>/s.exec(html.slice(at, at + farthest))?.[1]
}

/** Plain text without the number of rows: 学员（1,234）is 学员. */
function tidy(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, '')
    .replace(/（[\d,]+[^）]*）$/, '')
    .trim()
  return (plain.match(/&[^;\s]+;|./gsu) ?? []).slice(0, longest).join('')
}
