// The search above every desk page.
import { paths } from './paths.ts'

interface DeskSearchFormProps {
  /** What the viewer can find: 人、户、班. */
  finds: string
  searched?: string | undefined
}

/** Posted, because a searched name or number must not be in a URL. */
export const DeskSearchForm = ({ finds, searched = '' }: DeskSearchFormProps) => (
  <form method="post" action={paths.search()} role="search" aria-label="找全部" className="desk-search screen-only">
    <input
      type="search"
      name="search"
      aria-label="查找"
      placeholder={`找${finds}`}
      maxLength={50}
      defaultValue={searched}
      autoComplete="off"
      required
    />
    <button className="button plain">查找</button>
  </form>
)
