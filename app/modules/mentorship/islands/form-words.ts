// What is said of a form by what was filled into it: while it waits on the phone, and where something is missing.

/** So much of a form as its writer knows it by. */
const longestAnswers = 400

interface Filled {
  /** What the form is called; nothing where its answers say enough. */
  title: string
  /** What was written in words of one's own: it is said first, and whole. */
  written: string
  answers: readonly string[]
}

/** A filled form as its writer knows it again. */
export function sayFilled({ title, written, answers }: Filled): string {
  const said = answers.filter((answer) => answer !== '').join('，')
  const short = said.length > longestAnswers ? `${said.slice(0, longestAnswers)}……` : said
  if (written) return short ? `${written}（${short}）` : written
  return short && title ? `${title}：${short}` : short || title
}
