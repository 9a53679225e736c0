// The categories of a learning system, which say what a question is about.
import { normaliseLine } from './plain-text.ts'

/** The last step of a path of categories, as a tag; none for the ones that Moodle makes by itself. `//` is a slash in a name. */
export function categoryTag(path: string): string[] {
  const steps = normaliseLine(path)
    .replaceAll('//', '\ufdd0')
    .split('/')
    .map((step) => step.replaceAll('\ufdd0', '/').trim())
  const last = steps.at(-1) ?? ''
  return last === '' || /^(?:\$.*\$|top|default for .*|.*的?默认.*)$/i.test(last) ? [] : [last]
}
