// Makes sounds, marked photographs and comparisons handier. Without it players play, marks are a numbered list, and the
// two photographs of a comparison stand one below the other.

const speeds = [0.75, 1, 1.25]

function makeButton(text: string, press: () => void) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = text
  button.addEventListener('click', press)
  return button
}

/** Buttons for the speed: some listeners are slow, some know half of it already. */
class Player extends HTMLElement {
  connectedCallback() {
    const player = this.querySelector<HTMLMediaElement>('audio, video')
    if (!player) return
    const group = document.createElement('div')
    group.className = 'speeds'
    group.setAttribute('role', 'group')
    group.setAttribute('aria-label', '快慢')
    const show = () => buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(player.playbackRate === speeds[i])))
    const buttons = speeds.map((speed) =>
      makeButton(speed === 1 ? '原速' : `${speed} 倍`, () => {
        player.defaultPlaybackRate = player.playbackRate = speed
        show()
      }),
    )
    group.append(...buttons)
    player.after(group)
    show()
  }
}

/** The numbers on the photograph become buttons: one shows its explanation alone, pressed again all are shown. */
class Marks extends HTMLElement {
  connectedCallback() {
    const list = this.querySelector('ol')
    if (!list) return
    const items = [...list.children] as HTMLElement[]
    let chosen = -1
    list.setAttribute('aria-live', 'polite')
    const buttons = [...this.querySelectorAll<HTMLElement>('.marked > i')].map((number, i) => {
      const button = makeButton(number.textContent ?? '', () => {
        chosen = chosen === i ? -1 : i
        show()
      })
      button.setAttribute('style', number.getAttribute('style') ?? '')
      button.setAttribute('aria-label', `${i + 1} ${items[i]?.querySelector('strong')?.textContent ?? ''}`)
      number.replaceWith(button)
      return button
    })
    const show = () => {
      items.forEach((item, i) => {
        item.hidden = chosen >= 0 && chosen !== i
        ;(item as HTMLLIElement).value = i + 1
      })
      buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(chosen === i)))
    }
    show()
  }
}

/** The second photograph lies over the first, as far as the slider is drawn. */
class Comparison extends HTMLElement {
  connectedCallback() {
    const [before, after] = this.querySelectorAll('figure')
    if (!before || !after) return
    const slider = document.createElement('input')
    slider.type = 'range'
    slider.value = '50'
    slider.setAttribute('aria-label', '拉一拉，看之前和之后')
    const show = () => {
      this.style.setProperty('--shown', `${slider.value}%`)
      slider.setAttribute('aria-valuetext', `之后的照片露出 ${slider.value}%`)
    }
    slider.addEventListener('input', show)
    this.classList.add('laid')
    after.after(slider)
    show()
  }
}

customElements.define('lesson-player', Player)
customElements.define('lesson-marks', Marks)
customElements.define('lesson-compare', Comparison)
