// The installation on the administrator's desk: what is wrong and what to do about it, and how old the backup is.
import { Notice } from '#app/ui/notice.tsx'
import type { Alert } from '../alerts.ts'

export function InstallationCard({ alerts, backup }: { alerts: readonly Alert[]; backup: string }) {
  return (
    <section className="card">
      <h2>服务器</h2>
      {alerts.map(({ level, message, action }) => (
        <Notice key={message} kind={level === 'fault' ? 'bad' : 'warn'}>
          <p>
            <strong>{message}</strong>
          </p>
          <p>{action}</p>
        </Notice>
      ))}
      <p>
        {alerts.length === 0 && '一切正常。'}
        {backup}
      </p>
    </section>
  )
}
