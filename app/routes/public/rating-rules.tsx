// The public rules of the credit rating: anybody may read how points are given.
import { RatingRulesPage } from '#app/modules/ratings/pages/rating-rules-page.tsx'

export const meta = () => [{ title: '信用评级的规则 · 梯队' }]

export default RatingRulesPage
