// Pictures in an owner's forms: a large button, a preview, and shrinking before sending.

const maxSide = 1280

/** Shrinks a phone's picture from several megabytes to some hundred kilobytes; returns it unchanged if it cannot be drawn here. */
export async function shrinkPicture(picture: File): Promise<Blob> {
  try {
    const drawn = await createImageBitmap(picture, { imageOrientation: 'from-image' })
    const scale = Math.min(1, maxSide / Math.max(drawn.width, drawn.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(drawn.width * scale)
    canvas.height = Math.round(drawn.height * scale)
    canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.72))
    return made && made.size < picture.size ? made : picture
  } catch {
    return picture
  }
}

/** Puts a large button in place of the browser's own, in whatever form the field is. */
export function setUpPicturePickers() {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[type=file][name=picture]')) {
    const label = document.createElement('label')
    label.className = 'button plain wide'
    label.htmlFor = field.id
    const seen = document.createElement('img')
    seen.alt = '选好的图片'
    const show = (picture: Blob | null) => {
      seen.hidden = !picture
      if (picture) seen.src = URL.createObjectURL(picture)
      label.textContent = picture ? '换一张' : '拍一张或选一张'
    }
    show(null)
    field.classList.add('hidden-words')
    field.after(seen, label)
    field.form?.addEventListener('reset', () => show(null))
    field.addEventListener('change', async () => {
      const [chosen] = field.files ?? []
      if (!chosen) return show(null)
      const picture = await shrinkPicture(chosen)
      const files = new DataTransfer()
      files.items.add(new File([picture], chosen.name, { type: picture.type, lastModified: chosen.lastModified }))
      field.files = files.files
      show(picture)
    })
  }
}
