// What is posted about a list: a search term, and that it be turned. A button that turns the page, sorts or filters a list in a form sends the form
// along, so that what is ticked and typed is kept. For pages of lists see app/paging.ts.
import { readFormData } from './bodies/forms.server.ts'

const maxSearchLength = 60

/** Reads the search term; no name or number is longer. */
export const readSearch = (form: FormData, name = 'search') =>
  String(form.get(name) ?? '')
    .trim()
    .slice(0, maxSearchLength)

/** Reads the search whose results a workbook is to hold: it is posted by the form of the list; a list of everything has an address. */
export const readSearched = async (request: Request): Promise<string> =>
  request.method === 'POST' ? readSearch(await readFormData(request), 'listed') : ''

/** What a posted form asks its list to show: null if it asks for something else to be done. */
export function readTurn(request: Request, form: FormData): URLSearchParams | null {
  if (!form.has('turn')) return null
  return form.get('turn') === 'choose' ? toSearch(form) : new URL(request.url).searchParams
}

/** The state of a list while its form is refused: as it stands in the address, without ticking anything again. */
export function readShown({ url }: Request): URLSearchParams {
  const search = new URL(url).searchParams
  for (const name of [...search.keys()].filter((name) => /(^|-)tick$/.test(name))) search.delete(name)
  return search
}

const toSearch = (form: FormData) =>
  new URLSearchParams([...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])))
