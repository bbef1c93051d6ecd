import type { Editor } from '@tiptap/core'
import { redo, undo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { previewPath } from '#shared/article/media.ts'
import type { Provenance } from '#shared/document/nodes/figure.ts'
import type { Arrivals } from './arrivals.ts'
import { showCrop } from './figure-crop.ts'
import { UndoGroup } from './undo-group.ts'
import { findFigure, removeFigure, setAlt, setJoined, setRole } from './figures.ts'

export interface FigureHost {
  editor: () => Editor
  arrivals: Arrivals
  /** Opens the file dialog and gives what was chosen. */
  chooseFile: (then: (file: File) => void) => void
  /** Asks for a picture of the library in this one's place. */
  openLibrary: (figureId: string) => void
  openCrop: (figureId: string) => void
}

/** A figure on the page: its picture, its controls, its alt text; caption and credit are typed into `contentDOM`. */
export class FigureView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly #host: FigureHost
  readonly #shot: HTMLElement
  readonly #alt: HTMLInputElement
  readonly #role: HTMLButtonElement
  readonly #replace: HTMLButtonElement
  readonly #crop: HTMLButtonElement
  readonly #join: HTMLButtonElement
  readonly #from: HTMLElement
  #node: Node
  readonly #typed = new UndoGroup()
  #shown = ''
  #stopWatching: () => void = () => {}
  #watched: string | null = null

  constructor(node: Node, host: FigureHost) {
    this.#node = node
    this.#host = host
    this.dom = element('figure', 'figure')
    this.#shot = fixed('div', 'shot')
    const controls = fixed('div', 'figure-controls')
    this.#role = button('', () =>
      this.#act((state, id) => setRole(state, id, this.#node.attrs.role === 'lead' ? 'inline' : 'lead'))
    )
    this.#replace = button('Replace picture…', () => this.#choose())
    const library = button('From the library…', () => host.openLibrary(this.#id))
    this.#crop = button('Crop…', () => host.openCrop(this.#id))
    this.#join = button('', () => this.#act((state, id) => setJoined(state, id, !this.#node.attrs.joined)))
    this.#join.className = 'figure-join'
    controls.append(
      this.#join,
      this.#role,
      this.#replace,
      library,
      this.#crop,
      button('Remove', () => this.#act(removeFigure))
    )
    const label = element('label', 'figure-alt')
    label.contentEditable = 'false'
    this.#alt = element('input', '')
    this.#alt.type = 'text'
    this.#alt.maxLength = 2000
    this.#alt.placeholder = 'What the picture shows, for who cannot see it'
    this.#alt.addEventListener('input', () =>
      this.#act((state, id) => this.#typed.group(setAlt(state, id, this.#alt.value), 'alt'))
    )
    this.#alt.addEventListener('focus', () => (this.#alt.readOnly = !this.#host.editor().view.editable))
    this.#alt.addEventListener('keydown', (event) => this.#altKey(event))
    label.append(words('span', 'Alt text'), this.#alt)
    this.contentDOM = element('figcaption', 'figure-text')
    this.#from = fixed('div', 'figure-from')
    this.dom.append(this.#shot, controls, this.contentDOM, label, this.#from)
    this.#render()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#render()
    return true
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  stopEvent(event: Event): boolean {
    const target = event.target as HTMLElement
    if (/^drag|^drop/.test(event.type)) return false
    return target.closest('input, button') !== null
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  destroy(): void {
    this.#stopWatching()
  }

  get #id(): string {
    return String(this.#node.attrs.id ?? '')
  }

  #render(): void {
    this.#watch()
    const { media, role, alt, fileName, width, height, crop, captionFrom, creditFrom } = this.#node.attrs
    const arrival = this.#host.arrivals.of(this.#id)
    this.dom.dataset.role = role
    if (this.#node.attrs.id) this.dom.dataset.id = this.#id
    if (this.#alt.value !== alt) this.#alt.value = alt
    this.#role.textContent = role === 'lead' ? 'Lead picture' : 'Make lead picture'
    this.#role.setAttribute('aria-pressed', String(role === 'lead'))
    this.dom.toggleAttribute('data-joined', this.#node.attrs.joined === true)
    this.#join.textContent = this.#node.attrs.joined ? 'Out of the gallery' : 'Gallery with the picture before'
    this.#crop.hidden = !media || !width || !height
    this.#crop.textContent = crop ? 'Cropped…' : 'Crop…'
    this.#from.textContent = wordsFrom(this.#node, captionFrom, creditFrom)
    this.#from.hidden = this.#from.textContent === ''
    this.#replace.textContent = media ? 'Replace picture…' : 'Choose picture…'
    const shown = JSON.stringify([media, alt, fileName, width, height, arrival, crop])
    if (shown === this.#shown) return
    this.#shown = shown
    const img = this.#shot.querySelector('img')
    if (img && media && !arrival && img.dataset.media === media) {
      img.alt = alt
      showCrop(this.#shot, img, crop, { width, height })
      return
    }
    this.#shot.replaceChildren(...this.#picture())
    this.#shot.classList.toggle('waiting', !media)
    showCrop(this.#shot, this.#shot.querySelector('img') ?? this.#shot, media ? crop : null, { width, height })
  }

  #picture(): HTMLElement[] {
    const { media, alt, fileName, width, height } = this.#node.attrs
    const arrival = this.#host.arrivals.of(this.#id)
    const parts: HTMLElement[] = []
    if (media) parts.push(picture(media, alt, width, height, () => this.#missing()))
    else if (!arrival)
      parts.push(words('p', fileName ? `Picture to come: ${fileName}` : 'Picture to come', 'figure-word'))
    if (arrival) parts.push(this.#arriving(arrival.fileName, arrival.failure?.message ?? null))
    return parts
  }

  #arriving(fileName: string, failure: string | null): HTMLElement {
    const box = element('div', 'figure-arrival')
    box.setAttribute('role', failure ? 'alert' : 'status')
    const cancel = button(failure ? 'Leave it' : 'Cancel', () => this.#cancel())
    if (failure)
      box.append(
        words('p', failure),
        button('Try again', () => this.#host.arrivals.again(this.#id)),
        cancel
      )
    else box.append(words('p', `Bringing in ${fileName}…`), cancel)
    return box
  }

  #missing(): void {
    const { fileName, width, height } = this.#node.attrs
    const size = width && height ? `, ${width} × ${height}` : ''
    this.#shot.replaceChildren(
      words('p', `${fileName || 'The picture'}${size}: no preview on this computer`, 'figure-word')
    )
  }

  #cancel(): void {
    const { media, alt } = this.#node.attrs
    this.#host.arrivals.cancel(this.#id)
    if (!media && !alt && this.#node.textContent === '') this.#act(removeFigure)
    this.#host.editor().commands.focus()
  }

  #choose(): void {
    const id = this.#id
    this.#host.chooseFile((file) => void this.#host.arrivals.begin(id, file))
  }

  #act(make: (state: Editor['state'], id: string) => Editor['state']['tr'] | null): void {
    const editor = this.#host.editor()
    if (!editor.view.editable) return
    const transaction = make(editor.state, this.#id)
    if (transaction) editor.view.dispatch(transaction)
  }

  /** Tab and the arrows lead on through the page; undo is the page's. */
  #altKey(event: KeyboardEvent): void {
    const editor = this.#host.editor()
    const found = findFigure(editor.state.doc, this.#id)
    if (!found) return
    const creditEnd = found.at + found.node.nodeSize - 2
    const back = (event.key === 'Tab' && event.shiftKey) || event.key === 'ArrowUp' || event.key === 'Escape'
    const on = (event.key === 'Tab' && !event.shiftKey) || event.key === 'ArrowDown' || event.key === 'Enter'
    if (back || on) {
      event.preventDefault()
      editor.commands.focus(
        back ? creditEnd : Math.min(found.at + found.node.nodeSize + 1, editor.state.doc.content.size)
      )
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      const { state, view } = editor
      if (event.shiftKey) redo(state, view.dispatch)
      else undo(state, view.dispatch)
    }
  }

  #watch(): void {
    if (this.#watched === this.#id) return
    this.#stopWatching()
    this.#watched = this.#id
    this.#stopWatching = this.#host.arrivals.watch(this.#id, () => this.#render())
  }
}

const provenanceNames: Record<Provenance, string> = {
  file: 'from the file',
  typed: 'typed',
  library: 'from the library'
}

/** "Caption from the file, credit typed": of those that have words and whose origin is known. */
function wordsFrom(figure: Node, captionFrom: Provenance | null, creditFrom: Provenance | null): string {
  const [caption, credit] = [
    figure.child(0).content.size > 0 && captionFrom,
    figure.child(1).content.size > 0 && creditFrom
  ]
  const parts = [caption && `caption ${provenanceNames[caption]}`, credit && `credit ${provenanceNames[credit]}`]
    .filter(Boolean)
    .join(', ')
  return parts.charAt(0).toUpperCase() + parts.slice(1)
}

function picture(
  hash: string,
  alt: string,
  width: number | null,
  height: number | null,
  missing: () => void
): HTMLImageElement {
  const img = element('img', '')
  img.dataset.media = hash
  img.alt = alt
  img.draggable = false
  img.decoding = 'async'
  img.loading = 'lazy'
  if (width && height) {
    img.width = width
    img.height = height
  }
  img.addEventListener('error', missing)
  img.src = previewPath(hash, 'large')
  return img
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (className) made.className = className
  return made
}

function fixed(tag: 'div', className: string): HTMLElement {
  const made = element(tag, className)
  made.contentEditable = 'false'
  return made
}

export function words<Tag extends 'p' | 'span' | 'b'>(
  tag: Tag,
  text: string,
  className = ''
): HTMLElementTagNameMap[Tag] {
  const made = element(tag, className)
  made.textContent = text
  return made
}

function button(text: string, run: () => void): HTMLButtonElement {
  const made = element('button', '')
  made.type = 'button'
  made.textContent = text
  made.addEventListener('click', run)
  return made
}
