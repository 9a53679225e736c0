// A page that was rendered once, with placeholders for what differs between readers.
import { escapeHtml } from '#app/text/escape-html.ts'

/** What differs, by name. Null if this page has no place for it. */
export type Placeholders<Name extends string> = Readonly<Record<Name, string | number | null>>

/**
 * The text right before and right after each placeholder, if it is there; the text before it must occur nowhere else in
 * the page.
 */
export type PlaceholderContext<Name extends string> = Readonly<Record<Name, readonly [before: string, behind: string]>>

export interface Template<Name extends string = string> {
  /** One more than the number of placeholders. */
  pieces: readonly string[]
  /** The names of the placeholders between them, in the order of the page. */
  names: readonly Name[]
}

/**
 * Creates the template of a page that was rendered with these values. Returns null if the page does not fit: a place is
 * missing, occurs twice, lacks its value, or holds another one.
 */
export function createTemplate<Name extends string>(
  html: string,
  places: PlaceholderContext<Name>,
  marks: Placeholders<Name>,
): Template<Name> | null {
  const slots: { name: Name; begin: number; end: number }[] = []
  for (const name of Object.keys(places) as Name[]) {
    const [mark, [before, behind]] = [marks[name], places[name]]
    const at = html.indexOf(before)
    if (mark === null && at === -1) continue
    const begin = at + before.length
    if (mark === null || at === -1 || html.includes(before, begin) || !html.startsWith(escapeHtml(mark) + behind, begin)) return null
    slots.push({ name, begin, end: begin + escapeHtml(mark).length })
  }
  slots.sort((one, other) => one.begin - other.begin)
  const ends = [0, ...slots.map(({ end }) => end)]
  return {
    pieces: ends.map((end, at) => html.slice(end, slots[at]?.begin)),
    names: slots.map(({ name }) => name),
  }
}

/** Returns the page with these values filled in. */
export function fillTemplate<Name extends string>({ pieces, names }: Template<Name>, marks: Placeholders<Name>): string {
  let html = pieces[0] ?? ''
  names.forEach((name, at) => (html += escapeHtml(marks[name] ?? '') + (pieces[at + 1] ?? '')))
  return html
}
