// The media of a version as a list: what is shown of each, filtered and sorted by its address.
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import { mediaKindLabels } from '../labels.ts'
import type { VersionMediaFile } from './version-media-file.ts'

export const formatBytes = (bytes: number) =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`

const formatMeasures = ({ width, height, seconds }: VersionMediaFile) =>
  [width && height ? `${width}×${height}` : '', seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '']
    .filter(Boolean)
    .join(' ')

export const mediaList: ListDefinition<VersionMediaFile> = {
  size: 24,
  columns: [
    { key: 'look', head: '样子', kind: 'short', value: () => null, isForScreen: true },
    { key: 'name', head: '文件名', value: ({ name }) => name },
    { key: 'kind', head: '种类', kind: 'short', value: ({ kind }) => mediaKindLabels[kind] },
    { key: 'size', head: '大小', kind: 'number', value: ({ size }) => formatBytes(size), order: ({ size }) => size },
    {
      key: 'measures',
      head: '尺寸、长短',
      kind: 'short',
      value: formatMeasures,
      order: ({ width, height, seconds }) => seconds ?? (width && height ? width * height : null),
    },
    { key: 'tasks', head: '要办的', kind: 'short', value: () => null, isForScreen: true },
  ],
  filters: [
    { name: 'kind', label: '种类', value: ({ kind }) => kind, labelOf: (code) => lookUp(mediaKindLabels, code) ?? code },
    {
      name: 'used',
      label: '课里',
      value: ({ isUsed }) => (isUsed ? 'yes' : 'no'),
      labelOf: (code) => (code === 'yes' ? '用到' : '没有用到'),
    },
  ],
}
