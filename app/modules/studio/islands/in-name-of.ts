// Scripts send what was typed in the name of the account for which the page was drawn: somebody else may have signed in since.
import { typedByField } from '#app/ui/forms/typed-by.ts'

/** The address with the page's account, which the server compares with the viewer. A beacon has no headers of its own. */
export function inNameOfPage(address: string): string {
  const account = document.querySelector<HTMLElement>('.desk')?.dataset.account
  return account ? `${address}?${new URLSearchParams({ [typedByField]: account }).toString()}` : address
}
