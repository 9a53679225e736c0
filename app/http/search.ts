// What is looked for in lists; which page of them: app/paging.ts.

const longestSearch = 60

/** What is looked for; nobody's name or number is longer. */
export const readSearch = (form: FormData, name = 'search') =>
  String(form.get(name) ?? '')
    .trim()
    .slice(0, longestSearch)
