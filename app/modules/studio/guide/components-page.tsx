// Every component and block for authors: when to use it, what its form asks, its limits, and how it looks on a phone.
import { Fragment } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { previewDocumentOf } from '../editor/preview-document.ts'
import type { ToldComponent, ToldGroup } from './component-guide.ts'

interface ComponentsPageProps {
  viewer: Viewer
  groups: readonly ToldGroup[]
  looks: Readonly<Record<string, string>>
  /** The styles of lessons. */
  styles: readonly string[]
}

export const ComponentsPage = ({ viewer, groups, looks, styles }: ComponentsPageProps) => (
  <DeskFrame viewer={viewer} at={paths.studio()} title="课文里能放什么" crumbs={[{ href: paths.studio(), label: '课程' }]}>
    <p>
      写课文时，文字上面一排按钮和“＋
      插入…”里的每一样，都在这里：什么时候用，要填什么，手机上什么样。例子可以点开试；声音、视频和下载只是样子，没有真的文件。
    </p>
    <nav className="guide-list card" aria-label="都有什么">
      {groups.map(({ label, entries }) => (
        <p key={label}>
          <strong>{label}</strong>
          {entries.map(({ name, label: called }) => (
            <a key={name} href={`#${name}`}>
              {called}
            </a>
          ))}
        </p>
      ))}
    </nav>
    {groups.map(({ label, entries }) => (
      <section key={label}>
        <h2>{label}</h2>
        {entries.map((entry) => (
          <Entry key={entry.name} entry={entry} look={looks[entry.name] ?? ''} styles={styles} />
        ))}
      </section>
    ))}
  </DeskFrame>
)

const Entry = ({
  entry: { name, label, use, fields, rules, source, height },
  look,
  styles,
}: {
  entry: ToldComponent
  look: string
  styles: readonly string[]
}) => (
  <article className="guide-entry card" id={name}>
    <div>
      <h3>{label}</h3>
      <p>{use}</p>
      {fields.length > 0 && (
        <>
          <h4>要填什么</h4>
          <dl className="pairs">
            {fields.map(({ label: field, says }) => (
              <Fragment key={field}>
                <dt>{field}</dt>
                <dd>{says}</dd>
              </Fragment>
            ))}
          </dl>
        </>
      )}
      {rules.length > 0 && (
        <>
          <h4>记住</h4>
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>源文</summary>
        <pre tabIndex={0}>{source}</pre>
      </details>
    </div>
    <iframe
      title={`“${label}”在手机上的样子`}
      sandbox="allow-same-origin"
      loading="lazy"
      height={height}
      srcDoc={previewDocumentOf({ title: null, html: look, styles })}
    />
  </article>
)
