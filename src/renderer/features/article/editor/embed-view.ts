import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { completeLink } from '#shared/document/links.ts'
import { element, words } from './figure-view.ts'

/** An embed on the page: a card with its address, never what lies there. */
export class EmbedView implements NodeView {
  readonly dom: HTMLElement
  readonly #host: HTMLElement
  readonly #url: HTMLInputElement
  readonly #error: HTMLElement
  #node: Node

  constructor(node: Node, editor: () => Editor, getPos: () => number | undefined) {
    this.#node = node
    this.dom = element('div', 'embed')
    this.dom.contentEditable = 'false'
    this.#host = words('span', '', 'embed-host')
    const label = element('label', 'embed-url')
    this.#url = element('input', '')
    this.#url.type = 'url'
    this.#url.placeholder = 'https://…'
    this.#error = words('p', '', 'embed-error')
    this.#error.setAttribute('role', 'alert')
    label.append(words('span', 'Address'), this.#url)
    this.dom.append(this.#host, label, this.#error)
    this.#url.addEventListener('change', () => {
      const typed = this.#url.value.trim()
      const url = typed === '' ? '' : completeLink(typed)
      const at = getPos()
      if (url === null || !/^(https?:|$)/i.test(url))
        this.#error.textContent = 'Give an address that begins with https:// or http://.'
      else if (at !== undefined) editor().view.dispatch(editor().state.tr.setNodeAttribute(at, 'url', url))
    })
    this.#url.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault()
        this.#url.dispatchEvent(new Event('change'))
      }
    })
    this.#url.addEventListener('focus', () => (this.#url.readOnly = !editor().view.editable))
    this.#render()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#error.textContent = ''
    this.#render()
    return true
  }

  stopEvent(event: Event): boolean {
    return (event.target as HTMLElement).closest('input') !== null && !event.type.startsWith('drag')
  }

  ignoreMutation(): boolean {
    return true
  }

  #render(): void {
    const url = String(this.#node.attrs.url ?? '')
    if (this.#url.value !== url) this.#url.value = url
    this.#host.textContent = url === '' ? 'Embed' : hostOf(url)
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return 'Embed'
  }
}
