// The way from here to the first class: what is done is ticked, the next step has the button.
import { ButtonLink } from '#app/ui/button.tsx'
import type { WayStep } from '../way-to-first-class.ts'

export function FirstClassWay({ steps }: { steps: readonly WayStep[] }) {
  const next = steps.find(({ isDone, href }) => !isDone && href !== null)
  const done = steps.filter(({ isDone }) => isDone).length
  return (
    <section className="card" aria-labelledby="first-class">
      <h2 id="first-class">
        从这里到第一个班（{done}/{steps.length}）
      </h2>
      <ol className="ticked-steps">
        {steps.map((step) => (
          <li key={step.key} className={step.isDone ? 'done' : step === next ? 'now' : undefined}>
            <span>
              <strong>{step.title}</strong>
              <small>{step.isDone ? '已做好' : step.hint}</small>
            </span>
            {!step.isDone && step.download && (
              <ButtonLink kind="plain" href={step.download.href}>
                {step.download.label}
              </ButtonLink>
            )}
            {!step.isDone && step.href && (
              <ButtonLink kind={step === next ? 'main' : 'plain'} href={step.href}>
                {step.action}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
