// What a trainee's page needs on the phone: a place for sheets that still wait there, and the script that sends them.
import { Island } from '#app/http/island.tsx'
import { traineePlaces } from './trainee-nav.ts'

/** Where the page says that an exam sheet is still on this phone. Otherwise, and without scripts, it is empty. */
export const WaitingSheets = () => <div id="waiting-sheets" role="status" />

interface TraineePhoneProps {
  account: string
  /** The island of the page (`islandUrl`). */
  src: string
  /** Pages to cache for offline use, besides the main places. */
  keep?: readonly string[]
}

export const TraineePhone = ({ account, src, keep = [] }: TraineePhoneProps) => (
  <>
    <div hidden data-phone={account} data-keep={[...traineePlaces, ...keep].join(' ')} />
    <Island src={src} />
  </>
)
