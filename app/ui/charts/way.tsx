// The way of something through its stages, with the one where it stands: marks and words, never colour alone.

export interface WayStep {
  label: string
  state: 'done' | 'now' | 'next'
}

const spoken: Record<WayStep['state'], string> = { done: '（已过）', now: '（现在）', next: '' }

export const Way = ({ label, steps }: { label: string; steps: readonly WayStep[] }) => (
  <ol className="way" aria-label={label}>
    {steps.map(({ label: words, state }) => (
      <li key={words} className={state} aria-current={state === 'now' ? 'step' : undefined}>
        <i aria-hidden="true">{state === 'done' ? '✓' : ''}</i>
        <span>
          {words}
          <span className="hidden-words">{spoken[state]}</span>
        </span>
      </li>
    ))}
  </ol>
)
