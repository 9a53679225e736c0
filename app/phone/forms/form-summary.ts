// Texts about a form's values: the summary while it waits on the phone, and missing fields.

/** Length of a summary by which its writer recognises a form. */
const maxAnswersLength = 400

interface Filled {
  /** The form's title; empty if the answers are enough. */
  title: string
  /** Free text: it comes first and is not shortened. */
  written: string
  answers: readonly string[]
}

/** Formats a form's summary so that its writer recognises it. */
export function formatFilledForm({ title, written, answers }: Filled): string {
  const said = answers.filter((answer) => answer !== '').join('，')
  const short = said.length > maxAnswersLength ? `${said.slice(0, maxAnswersLength)}……` : said
  if (written) return short ? `${written}（${short}）` : written
  return short && title ? `${title}：${short}` : short || title
}

interface Needs {
  required: readonly { name: string; label: string }[]
  /** At least one of each of these is required; otherwise its words are shown. */
  oneOf?: readonly { names: readonly string[]; words: string }[]
}

const isThere = (value: FormDataEntryValue) => (typeof value === 'string' ? value.trim() !== '' : value.size > 0)

/** Finds missing required fields, with a sentence for each. Blanks and empty files count as missing. */
export function findMissing(entered: FormData, { required, oneOf = [] }: Needs): Record<string, string[]> {
  const has = (name: string) => entered.getAll(name).some(isThere)
  const sentences: Record<string, string[]> = {}
  for (const { name, label } of required) if (!has(name)) sentences[name] = [`请填“${label}”`]
  for (const { names, words } of oneOf) if (!names.some(has)) sentences[names[0]!] = [words]
  return sentences
}
