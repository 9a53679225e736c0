// The link 打印 of a page prints it. Without this script it leads to a sentence that says how.
for (const link of document.querySelectorAll('[data-print]'))
  link.addEventListener('click', (press) => {
    press.preventDefault()
    window.print()
  })
