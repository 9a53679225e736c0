// The facts of a rating, each with the points it gave or took.
import { formatDay } from '#app/calendar.ts'

export interface ShownFact {
  id: string
  kindName: string
  happenedOn: string
  words: string
  points: number
}

export function RatingFacts({ facts }: { facts: readonly ShownFact[] }) {
  return (
    <ul>
      {facts.map(({ id, kindName, happenedOn, words, points }) => (
        <li key={id}>
          {kindName}：{words}（{formatDay(happenedOn)}）
          {points === 0 ? '，这一类已经满分，不再加减' : `，${points > 0 ? '加' : '减'} ${Math.abs(points)} 分`}
        </li>
      ))}
    </ul>
  )
}
