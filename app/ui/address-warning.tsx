// What is said where paper or a link carries an address that other phones cannot open.
import { Notice } from './notice.tsx'

export interface UselessAddress {
  origin: string
  /** `computer`: nobody else's · `network`: those of the office's own network. */
  opensOn: 'computer' | 'network'
}

/** Shows nothing if the address is known to all. */
export function AddressWarning({ address, what }: { address: UselessAddress | null; what: string }) {
  if (!address) return null
  return (
    <div className="screen-only">
      <Notice kind="warn">
        <p>
          现在的地址 <strong>{address.origin}</strong> {address.opensOn === 'computer' ? '只有这台电脑打得开' : '只有本单位的网络里打得开'}
          ，{what}在别人的手机上打不开。请管理员先在“设置”里填好公开地址，然后再印、再发。
        </p>
      </Notice>
    </div>
  )
}
