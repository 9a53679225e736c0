// What is said of a form by what was filled into it: while it waits on the phone, and where something is missing.

/** So much of a form as its writer knows it by. */
const maxAnswersLength = 400

interface Filled {
  /** What the form is called; nothing where its answers say enough. */
  title: string
  /** What was written in words of one's own: it is said first, and whole. */
  written: string
  answers: readonly string[]
}

/** A filled form as its writer knows it again. */
export function formatFilledForm({ title, written, answers }: Filled): string {
  const said = answers.filter((answer) => answer !== '').join('，')
  const short = said.length > maxAnswersLength ? `${said.slice(0, maxAnswersLength)}……` : said
  if (written) return short ? `${written}（${short}）` : written
  return short && title ? `${title}：${short}` : short || title
}

interface Needs {
  required: readonly { name: string; label: string }[]
  /** Of these one has to be there, and what is said otherwise. */
  oneOf?: { names: readonly string[]; words: string }
}

const isThere = (value: FormDataEntryValue) => (typeof value === 'string' ? value.trim() !== '' : value.size > 0)

/** What must be there and is not, as sentences by field. Blanks and files without anything in them are nothing. */
export function findMissing(entered: FormData, { required, oneOf }: Needs): Record<string, string[]> {
  const has = (name: string) => entered.getAll(name).some(isThere)
  const sentences: Record<string, string[]> = {}
  for (const { name, label } of required) if (!has(name)) sentences[name] = [`请填“${label}”`]
  if (oneOf && !oneOf.names.some(has)) sentences[oneOf.names[0]!] = [oneOf.words]
  return sentences
}
