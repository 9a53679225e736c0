// What the administrator sets of the programme: a fold for each group, with its form and its history.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { GroupNow, SettingChange } from '../programme-settings.server.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

interface SettingsPageProps {
  viewer: Viewer
  groups: readonly GroupNow[]
  /** The address that slips carry now, if phones outside cannot open it. */
  address: UselessAddress | null
  /** The group that was just changed. */
  saved: string | null
  refused: Refused | null
}

export function SettingsPage({ viewer, groups, address, saved, refused }: SettingsPageProps) {
  const changed = groups.find(({ name }) => name === saved)
  const isElsewhere = !groups.some(({ name }) => name === refused?.entered.group)
  return (
    <DeskFrame viewer={viewer} at={paths.settings()} title="设置">
      {isElsewhere && <ErrorSummary refused={refused?.refused} />}
      <p className="soft">改了什么、谁改的、为什么，都留在各项下面；改错了，可以从记录里改回去。</p>
      {groups.map((group) => {
        const own = refused?.entered.group === group.name ? refused : null
        return (
          <details key={group.name} id={group.name} className="card setting-group" open={own !== null || changed === group}>
            <summary>
              <h2>{group.title}</h2>
              <span className="soft">{summarise(group)}</span>
            </summary>
            {/* The address leads to the fold, so what came of it is said there. */}
            <ErrorSummary refused={own?.refused} />
            {changed === group && !refused && (
              <Notice kind="good">
                <p>改好了，马上生效。{group.touches}</p>
              </Notice>
            )}
            {group.name === 'address' && <AddressWarning address={address} what="登录条和二维码" />}
            <GroupForm group={group} refused={own?.entered.do === 'save' ? own : null} />
            {group.total > 0 && <History group={group} refused={own?.entered.do === 'restore' ? own : null} />}
          </details>
        )
      })}
    </DeskFrame>
  )
}

/** The first things that are set, for the closed fold. */
function summarise({ name, settings }: GroupNow) {
  if (name === 'texts') return `${settings.length} 段`
  const shown = settings.slice(0, 3).map(({ kind, label, words }) => (kind === 'number' ? `${label} ${words}` : words))
  return shown.join(' · ') + (settings.length > 3 ? ' ……' : '')
}

function GroupForm({ group, refused }: { group: GroupNow; refused: Refused | null }) {
  const given = refused?.entered ?? {}
  const errors = refused?.refused.fields ?? {}
  return (
    <PostForm action={`${paths.settings()}#${group.name}`}>
      <input type="hidden" name="group" value={group.name} />
      <input type="hidden" name="version" value={group.version} />
      <div className="setting-fields">
        {group.settings.map((setting) => (
          <SettingField key={setting.setting} setting={setting} typed={given[setting.setting]} errors={errors[setting.setting]} />
        ))}
      </div>
      <div className="setting-fields">
        <Field
          id={`reason-${group.name}`}
          label="为什么改"
          name="reason"
          required
          maxLength={maxLengths.reason}
          defaultValue={given.reason}
          errors={errors.reason}
        />
      </div>
      <p>{group.touches}</p>
      <Button name="do" value="save">
        保存
      </Button>
    </PostForm>
  )
}

interface SettingFieldProps {
  setting: GroupNow['settings'][number]
  /** What was typed and refused. */
  typed: string | undefined
  errors: readonly string[] | undefined
}

function SettingField({ setting, typed, errors }: SettingFieldProps) {
  const ofFile = setting.ofFile === null ? '' : `项目文件里是“${setting.ofFile}”`
  const limits = setting.kind === 'number' ? `${setting.bounds.least}–${setting.bounds.most} ${setting.unit}` : ''
  const shared = {
    name: setting.setting,
    label: setting.label,
    hint: [setting.hint, limits, ofFile].filter(Boolean).join('；') || undefined,
    defaultValue: typed ?? setting.typed,
    errors,
  }
  switch (setting.kind) {
    case 'number':
      return <Field {...shared} inputMode="numeric" required className="number" maxLength={10} />
    case 'days':
      return <TextField {...shared} rows={6} />
    case 'sentence':
      return <TextField {...shared} required maxLength={setting.longest} />
    case 'address':
      return <Field {...shared} inputMode="url" maxLength={200} />
    case 'text':
      return <Field {...shared} required maxLength={setting.longest} />
  }
}

const History = ({ group: { name, version, changes, total }, refused }: { group: GroupNow; refused: Refused | null }) => (
  <DataTable
    caption={total > changes.length ? `改过 ${total} 次，这里是最近 ${changes.length} 次` : `改过 ${total} 次`}
    rows={changes}
    rowKey={({ id }) => String(id)}
    columns={[
      { head: '时间', kind: 'day', cell: ({ at }) => formatMoment(new Date(at)) },
      { head: '谁', kind: 'short', cell: ({ byName }) => byName },
      {
        head: '改了什么',
        cell: ({ label, before, after }) => (
          <>
            {label}：<del>{before}</del> → <ins>{after}</ins>
          </>
        ),
      },
      { head: '为什么', cell: ({ reason }) => reason },
      {
        head: '改回去',
        screenOnly: true,
        cell: (change) =>
          change.canRestore ? (
            <RestoreForm
              group={name}
              version={version}
              change={change}
              refused={refused?.entered.change === String(change.id) ? refused : null}
            />
          ) : (
            ''
          ),
      },
    ]}
  />
)

interface RestoreFormProps {
  group: string
  /** The number of the group's last change that is shown. */
  version: number
  change: SettingChange
  refused: Refused | null
}

const RestoreForm = ({ group, version, change, refused }: RestoreFormProps) => (
  <details open={refused !== null}>
    <summary>改回“{change.before}”</summary>
    <PostForm action={`${paths.settings()}#${group}`}>
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="change" value={change.id} />
      <ReasonField id={`restore-${change.id}`} label="为什么改回去" refused={refused} />
      <Button kind="plain" name="do" value="restore">
        改回去
      </Button>
    </PostForm>
  </details>
)
