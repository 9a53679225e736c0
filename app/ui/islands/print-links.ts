/** Makes the links 打印 of a page print it. Without script they lead to a sentence that says how. */
export function setUpPrintLinks() {
  for (const link of document.querySelectorAll('[data-print]'))
    link.addEventListener('click', (press) => {
      press.preventDefault()
      window.print()
    })
}
