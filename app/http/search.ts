// What lists are asked for: what is looked for, and which page of it.

const longestSearch = 60
const lastPage = 1_000_000

/** What is looked for; nobody's name or number is longer. */
export const readSearch = (form: FormData, name = 'search') => String(form.get(name) ?? '').trim().slice(0, longestSearch)

/** Which page of a list, from its address or its form: 1 unless a whole number says otherwise. */
export function readPage(given: URLSearchParams | FormData, name = 'page') {
  const page = Math.floor(Number(given.get(name)))
  return page >= 1 && page <= lastPage ? page : 1
}
