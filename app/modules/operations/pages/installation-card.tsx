// The installation on the administrator's desk: what is wrong and what to do about it, and how it stands.
import { paths } from '#app/shell/paths.ts'
import type { UselessAddress } from '#app/ui/address-warning.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { formatBytes } from '../alerts.ts'
import type { InstallationHealth } from '../operations.server.ts'

interface InstallationCardProps extends InstallationHealth {
  /** The address that phones outside cannot open, or null if all can open the one that paper carries. */
  useless: UselessAddress | null
  origin: string
}

export function InstallationCard({ alerts, useless, origin, ...health }: InstallationCardProps) {
  return (
    <section className="card installation">
      <h2>服务器</h2>
      {alerts.map(({ level, message, action }) => (
        <Notice key={message} kind={level === 'fault' ? 'bad' : 'warn'}>
          <p>
            <strong>{message}</strong>
          </p>
          <p>{action}</p>
        </Notice>
      ))}
      {alerts.length === 0 && <p>一切正常。</p>}
      <Facts {...health} useless={useless} origin={origin} />
    </section>
  )
}

function Facts({
  backup,
  version,
  freeBytes,
  databaseBytes,
  media,
  failedFollowUps,
  useless,
  origin,
}: Omit<InstallationCardProps, 'alerts'>) {
  return (
    <dl className="pairs server-facts">
      <dt>备份</dt>
      <dd>{backup}</dd>
      <dt>地址</dt>
      <dd>
        {origin}
        {useless && `（${useless.opensOn === 'computer' ? '只有这台电脑打得开' : '只有本单位的网络里打得开'}）`}
      </dd>
      <dt>磁盘</dt>
      <dd>
        {freeBytes === null ? '不知道还剩多少' : `还剩 ${formatBytes(freeBytes)}`}
        {databaseBytes !== null && `，数据库 ${formatBytes(databaseBytes)}`}
      </dd>
      <dt>课程的照片、声音和视频</dt>
      <dd>{media.count === 0 ? '还没有' : `${media.count} 个，${formatBytes(media.bytes)}，存在数据库里`}</dd>
      <dt>自动办的事</dt>
      <dd>{failedFollowUps === 0 ? '都办成了' : <a href={paths.workflows()}>{failedFollowUps} 件没有办成</a>}</dd>
      <dt>版本</dt>
      <dd>{version}</dd>
    </dl>
  )
}
