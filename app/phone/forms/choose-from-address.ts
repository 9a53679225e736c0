// A choice that the link to a page names (`?at=…`): a copy of the page that the phone kept was rendered for another one, or for none.

export function chooseFromAddress(name: string) {
  const wanted = new URLSearchParams(location.search).get(name)
  const field = document.querySelector<HTMLSelectElement>(`select[name=${name}]`)
  if (wanted && field && [...field.options].some(({ value }) => value === wanted)) field.value = wanted
}
