// A form that is posted. At a desk it says for whom its page was drawn, so that what one person typed is not sent as another's, who has
// signed in meanwhile in another window (app/http/viewer.server.ts).
import { createContext, useContext, type FormHTMLAttributes } from 'react'
import { typedByField } from './typed-by.ts'

/** The account for which the page is drawn; null on phones, where a form that waits is stored with its account. */
export const FormAccount = createContext<string | null>(null)

/**
 * Posts to the page's own address unless it has an `action`. A form with a file goes without the account: what a file brings is shown
 * before it counts.
 */
export function PostForm({ children, ...form }: Omit<FormHTMLAttributes<HTMLFormElement>, 'method'>) {
  const account = useContext(FormAccount)
  return (
    <form method="post" {...form}>
      {account && !form.encType && <input type="hidden" name={typedByField} value={account} />}
      {children}
    </form>
  )
}
