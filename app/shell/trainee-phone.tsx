// What a trainee's page needs on the phone: a place for sheets that still wait there, and the script that sends them.
import { Island } from '#app/http/island.tsx'
import { traineePlaces } from './trainee-nav.ts'

/** Where the page says that a sheet of an exam is still on this phone. Empty otherwise, and without scripts. */
export const WaitingSheets = () => <div id="waiting-sheets" role="status" />

interface TraineePhoneProps {
  account: string
  /** The island that wakes the page (`islandUrl`). */
  src: string
  /** What is kept for when there is no network, beside the main places. */
  keep?: readonly string[]
}

export const TraineePhone = ({ account, src, keep = [] }: TraineePhoneProps) => (
  <>
    <div hidden data-phone={account} data-keep={[...traineePlaces, ...keep].join(' ')} />
    <Island src={src} />
  </>
)
