/** Shows the buttons that copy a field's text (`data-copy` names its id), and makes them do it. Without script the field itself is there. */
export function setUpCopyButtons() {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const field = document.getElementById(button.dataset.copy ?? '')
    if (!(field instanceof HTMLInputElement)) continue
    const label = button.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      field.select()
      button.textContent = (await copy(field.value)) ? '已复制' : '没有复制成，请按 Ctrl+C'
      setTimeout(() => (button.textContent = label), 3000)
    })
  }
}

/** Over a network without HTTPS the clipboard is closed to pages; the older command copies what is selected. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies there
    return document.execCommand('copy')
  }
}
