// A QR code, rendered on the server: sharp at any size, or small in bytes where a page has thousands.
import { encode } from 'uqr'

const encodeQr = (text: string, border: number) => encode(text, { ecc: 'M', border })

/** `size` in millimetres on paper. The text around it must say where it leads. */
export function QrCode({ text, size = 32, label }: { text: string; size?: number; label: string }) {
  const { data, size: modules } = encodeQr(text, 2)
  return (
    <svg
      width={`${size}mm`}
      height={`${size}mm`}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={modules} height={modules} fill="#fff" />
      <path d={data.map(toRuns).join('')} fill="#000" />
    </svg>
  )
}

/** The dark modules of a row, neighbours as one rectangle. */
function toRuns(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x++
    path += `M${start} ${y}h${x + 1 - start}v1H${start}z`
  }
  return path
}

/**
 * The same as the address of a black-and-white bitmap, a pixel a module and without a border: 240 characters where the path has
 * 2,500. The style must enlarge it with `image-rendering: pixelated` and leave white around it.
 */
export function toQrBitmap(text: string): string {
  const { data, size } = encodeQr(text, 0)
  const rowBytes = Math.ceil(size / 32) * 4
  const start = 62
  const bytes = new Uint8Array(start + rowBytes * size)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x424d) // "BM"
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, start, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, size, true)
  view.setInt32(22, size, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 1, true) // a bit a pixel
  view.setUint32(46, 2, true)
  bytes.fill(255, 54, 57) // the first colour is white, the second black
  for (const [y, row] of data.entries()) {
    const at = start + (size - 1 - y) * rowBytes // from the bottom up
    for (const [x, dark] of row.entries()) if (dark) view.setUint8(at + (x >> 3), view.getUint8(at + (x >> 3)) | (0x80 >> (x & 7)))
  }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`
}
