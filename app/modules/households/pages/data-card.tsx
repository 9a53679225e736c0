// What the register has of a person, with sensitive numbers masked unless one was asked for.
import { sexLabels } from '../labels.ts'
import type { MaskedField, PersonView } from '../types.ts'

interface DataCardProps {
  person: Pick<PersonView, 'sex' | 'birthYear' | 'idNumber' | 'phone' | 'variants'>
  place: string
  shown: { field: MaskedField; shown: string } | null
}

export const DataCard = ({ person, place, shown }: DataCardProps) => (
  <section className="card">
    <h2>登记的资料</h2>
    <dl className="pairs">
      <dt>性别</dt>
      <dd>{sexLabels[person.sex]}</dd>
      <dt>出生</dt>
      <dd>{person.birthYear}年</dd>
      <dt>住在</dt>
      <dd>{place}</dd>
      <dt>身份证号</dt>
      <dd>{shown?.field === 'idNumber' ? <strong>{shown.shown}</strong> : person.idNumber}</dd>
      <dt>电话</dt>
      <dd>{shown?.field === 'phone' ? <strong>{shown.shown}</strong> : person.phone}</dd>
      {person.variants.length > 0 && (
        <>
          <dt>别的写法</dt>
          <dd>{person.variants.join('、')}</dd>
        </>
      )}
    </dl>
  </section>
)
