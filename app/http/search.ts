// Search terms of lists; for pages of lists see app/paging.ts.

const maxSearchLength = 60

/** Reads the search term; no name or number is longer. */
export const readSearch = (form: FormData, name = 'search') =>
  String(form.get(name) ?? '')
    .trim()
    .slice(0, maxSearchLength)
