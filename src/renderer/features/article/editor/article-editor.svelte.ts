import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { call } from '#renderer/bridge.ts'
import { commentsOf } from '#renderer/state/article-comments.svelte.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { houseStyle } from '#renderer/state/house-style.svelte.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import type { SpellingSource } from '#renderer/state/spelling.svelte.ts'
import type { Meta } from '#shared/article/article.ts'
import type { TextRange } from '#shared/article/checks/check.ts'
import type { HouseStyle } from '#shared/article/house-style.ts'
import type { Body } from '#shared/document/body.ts'
import { only } from '#shared/document/decide.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { Arrivals } from './arrivals.ts'
import { commentPage } from './comment-page.ts'
import { FindBar } from './find-bar.svelte.ts'
import { FigureDialogs } from './figure-dialogs.svelte.ts'
import { insertFigures } from './figures.ts'
import { HitPopover } from './hit-popover.svelte.ts'
import { clickedLink, linkAround, linkAt, type LinkAt } from './links.ts'
import { MetaStep, metaChangeOf } from './meta-step.ts'
import { openEditor } from './open-editor.ts'
import { createPageParts } from './page-parts.ts'
import { fromCore, patchOf } from './patch.ts'
import { changeText, placeOf } from './text-changes.ts'
import { storedBody } from './stored-body.ts'
import { spellingSource } from './spelling-marks.ts'
import { styleSource } from './style-marks.ts'
import { decideEdit, isSuggesting, setSuggesting } from './suggesting.ts'
import { nextSuggestion, selectSuggestion, suggestionsAt } from './suggestion-places.ts'
import { SuggestionPopover } from './suggestion-popover.svelte.ts'
import { emptyToolbar, onceAFrame, readToolbar, sameToolbar, type ToolbarState } from './toolbar.ts'
import { UndoGroup } from './undo-group.ts'

/** The editor on the screen, and what stands around it: toolbar, link popover, pictures on their way. */
export class ArticleEditor {
  editor: Editor | null = $state.raw(null)
  toolbar: ToolbarState = $state.raw(emptyToolbar)
  /** The link popover's link and where it stands in the window, or null. */
  link: { at: LinkAt; left: number; top: number; bottom: number; edit: boolean } | null = $state.raw(null)
  readonly dialogs = new FigureDialogs(() => this.editor)
  readonly find = new FindBar(() => this.editor)
  readonly hits: HitPopover
  readonly suggestion: SuggestionPopover
  readonly #session: ArticleSession
  readonly #arrivals: Arrivals
  readonly #parts
  readonly #metaGroup = new UndoGroup()
  readonly #frame = onceAFrame(() => this.#readToolbar())

  constructor(session: ArticleSession) {
    this.#session = session
    this.hits = new HitPopover(() => this.editor, session)
    this.suggestion = new SuggestionPopover(() => this.editor, session)
    this.#parts = createPageParts((place) => session.reveal(place))
    this.#arrivals = new Arrivals(
      (input) => call('media.add', input),
      (id, picture) => this.dialogs.place(id, { picture, from: 'file' })
    )
  }

  /** Puts the editor on the page; returns the way to take it off. */
  mount(element: HTMLElement): () => void {
    const session = this.#session
    const comments = commentsOf(session)
    this.#parts.render(session.meta, storedAt(session))
    const editor = openEditor(
      {
        body: session.body(),
        editable: session.writable,
        language: () => session.meta.language,
        parts: this.#parts,
        paste: { bringIn: (files, at) => this.bringIn(files, at), say: (message) => notify(message) },
        openLink: () => this.openLink(),
        comments: { click: (id) => comments.select(id, 'page'), hover: (id) => comments.hover(id) },
        ignoreStyle: (key) => houseStyle.ignore(session.id, key),
        find: {
          changed: () => this.find.changed(),
          escape: () => this.find.escape(),
          kicker: () => session.meta.kicker
        },
        figures: {
          arrivals: this.#arrivals,
          chooseFile: (then) => choosePictures(false, ([file]) => file && then(file)),
          openLibrary: (id) => this.dialogs.pick(id),
          openCrop: (id) => this.dialogs.crop(id)
        },
        suggest: {
          on: () => session.suggesting,
          isOwn: (id) => session.suggestions.isOwn(id),
          newId: () => session.suggestions.newId(),
          refuse: (message) => notify(message)
        }
      },
      element
    )
    editor.on('transaction', ({ transaction, appendedTransactions }) => {
      for (const one of [transaction, ...appendedTransactions]) {
        const meta = metaChangeOf(one)
        if (meta) session.applyMeta(meta)
        if (one.docChanged && !(meta && one.steps.length === 1)) {
          if (!one.getMeta(fromCore)) session.textChanged()
          comments.textChanged()
        }
      }
      if (transaction.getMeta('history$')) this.#metaGroup.end()
      if (transaction.docChanged && this.link) this.link = null
      this.suggestion.follow(transaction)
      this.#frame.ask()
    })
    const detach = session.attach({
      body: () => storedBody(editor.state.doc),
      replace: (body, undoable) => {
        this.#replace(editor, body, undoable)
        comments.textReplaced()
      },
      patch: (body, undoable) => {
        const patch = patchOf(editor.state, editor.schema.nodeFromJSON(body), undoable)
        if (patch) editor.view.dispatch(patch)
      },
      reveal: (id, range) => reveal(editor, id, range),
      change: (changes) => changeText(editor, changes),
      changeMeta: (before, after) => this.#changeMeta(editor, before, after),
      decide: (ids, verdict) => decideHere(editor, ids, verdict),
      revealSuggestion: (id) => lead(editor, selectSuggestion(editor.state, id))
    })
    const click = (event: MouseEvent) => this.#click(editor, event)
    editor.view.dom.addEventListener('click', click)
    editor.view.dom.addEventListener('contextmenu', (event) => this.#offer(editor, event))
    this.editor = editor
    this.#frame.ask()
    const leave = comments.attach(commentPage(editor))
    return () => {
      this.editor = null
      leave()
      this.#frame.stop()
      this.find.stop()
      detach()
      editor.destroy()
    }
  }

  /** Brings the byline, the dateline and "Updated" up to date. */
  renderParts(meta: Meta, at: string | null): void {
    const had = this.#parts.hasDateline()
    this.#parts.render(meta, at)
    const { editor } = this
    if (editor && had !== this.#parts.hasDateline()) editor.view.dispatch(editor.state.tr.setMeta('redecorate', true))
  }

  /** Marks what is not in the style of the house, when the window has time. `ignored` holds hit keys. */
  markStyle(style: HouseStyle | null, ignored: ReadonlySet<string>): void {
    const { editor } = this
    if (editor) editor.view.dispatch(editor.state.tr.setMeta(styleSource, style && { style, ignored }))
  }

  /** Spells the article by this from here on, when the window has time; null spells nothing. */
  markSpelling(source: SpellingSource | null): void {
    const { editor } = this
    if (editor) editor.view.dispatch(editor.state.tr.setMeta(spellingSource, source))
  }

  setEditable(editable: boolean): void {
    const { editor } = this
    if (editor && editor.options.editable !== editable) editor.setEditable(editable, false)
  }

  setSuggesting(on: boolean): void {
    const { editor } = this
    if (editor && isSuggesting(editor.state) !== on) editor.view.dispatch(setSuggesting(editor.state, on))
  }

  /** Leads to the next suggestion, or the one before. */
  nextSuggestion(direction: 1 | -1): void {
    if (this.editor) lead(this.editor, nextSuggestion(this.editor.state, direction))
  }

  /** Accepts or rejects what stands at the caret or in the selection, and leads on. */
  decideHere(decision: 'accepted' | 'rejected'): void {
    const ids = this.editor ? suggestionsAt(this.editor.state) : []
    if (ids.length === 0) return void notify('There is no suggestion at the caret.')
    this.#session.decide(ids, decision)
    this.nextSuggestion(1)
  }

  bringIn(files: File[], at?: number): void {
    const { editor } = this
    if (!editor || !this.#session.writable || files.length === 0) return
    const { transaction, ids } = insertFigures(
      editor.state,
      at ?? editor.state.selection.from,
      files.map((file) => file.name.slice(-255))
    )
    // Known before the figures are on the page, so that they are drawn once.
    files.forEach((file, index) => void this.#arrivals.begin(ids[index] ?? '', file))
    editor.view.dispatch(transaction)
    editor.view.focus()
  }

  /** Begins a comment on what is selected. */
  comment(): void {
    commentsOf(this.#session).begin()
  }

  choosePictures(): void {
    const at = this.editor?.state.selection.from
    choosePictures(true, (files) => this.bringIn(files, at))
  }

  /** Opens the popover for the link at the caret, or for a new one. */
  openLink(): void {
    const at = this.editor && linkAt(this.editor)
    if (at) this.#showLink(at, true)
  }

  #showLink(at: LinkAt, edit: boolean): void {
    const { editor } = this
    if (!editor) return
    const box = editor.view.coordsAtPos(at.from)
    this.link = { at, left: box.left, top: box.top, bottom: box.bottom, edit }
  }

  closeLink(): void {
    this.link = null
    this.editor?.view.focus()
  }

  #readToolbar(): void {
    if (!this.editor) return
    const next = readToolbar(this.editor.state)
    if (!sameToolbar(next, this.toolbar)) this.toolbar = next
  }

  #changeMeta(editor: Editor, before: Partial<Meta>, after: Partial<Meta>): void {
    const transaction = editor.state.tr.step(new MetaStep(before, after))
    editor.view.dispatch(this.#metaGroup.group(transaction, Object.keys(after).join()))
  }

  /** Another text in the place of this one. Read from the core it begins a history of its own; taken by the person it can be undone. */
  #replace(editor: Editor, body: Body, undoable: boolean): void {
    const { state, view } = editor
    const doc = editor.schema.nodeFromJSON(body)
    const near = (whole: Node) => TextSelection.near(whole.resolve(Math.min(state.selection.from, whole.content.size)))
    if (undoable) {
      const transaction = state.tr.replaceWith(0, state.doc.content.size, doc.content)
      view.dispatch(transaction.setSelection(near(transaction.doc)))
    } else view.updateState(EditorState.create({ doc, plugins: state.plugins, selection: near(doc) }))
    this.#frame.ask()
  }

  /** What may be meant, over a word that is marked; elsewhere the menu is the system's. */
  #offer(editor: Editor, event: MouseEvent): void {
    if (!(event.target instanceof Element) || !event.target.closest('.style-hit, .spelling-hit')) return
    const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
    if (at && this.hits.openAt(at.pos)) event.preventDefault()
  }

  /** Over what was clicked; the caret stays in the text. Who selects is not asked. */
  #showSuggestion({ target }: MouseEvent): void {
    const marked = target instanceof Element ? target.closest<HTMLElement>('[data-suggestion]') : null
    if (marked?.dataset.suggestion && getSelection()?.isCollapsed)
      this.suggestion.open(marked.dataset.suggestion, false)
  }

  #click(editor: Editor, event: MouseEvent): void {
    const clicked = clickedLink(editor.view, event)
    if (clicked === null) return this.#showSuggestion(event)
    event.preventDefault()
    if (event.metaKey || event.ctrlKey || !this.#session.writable) void openOutside(clicked.href)
    // The selection follows the click only later: the link is found by where it was clicked.
    else {
      const at = linkAround(editor, clicked.at)
      if (at) this.#showLink(at, false)
    }
  }
}

/** Leads to a link outside the window, by the door; in a browser, by a new tab that knows nothing of this one. */
export async function openOutside(href: string): Promise<void> {
  if (!isSafeLink(href)) return
  const reply = await call('window.openLink', { href })
  if (reply.ok) return
  if (reply.error.code === 'unsupported' || reply.error.code === 'refused')
    window.open(href, '_blank', 'noopener,noreferrer')
  else notifyFailure(reply.error)
}

function reveal(editor: Editor, id: string, range?: TextRange): boolean {
  const { doc } = editor.state
  const at = placeOf(doc, id)
  if (at === null) return false
  const node = doc.nodeAt(at)
  const selection =
    range && node?.isTextblock && range.end <= node.content.size
      ? TextSelection.create(doc, at + 1 + range.start, at + 1 + range.end)
      : TextSelection.near(doc.resolve(at + 1), 1)
  editor.view.focus()
  editor.view.dispatch(editor.state.tr.setSelection(selection))
  const dom = editor.view.nodeDOM(at)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'center' })
  return true
}

function decideHere(editor: Editor, ids: readonly string[], verdict: 'accept' | 'reject'): string | null {
  const made = decideEdit(editor.state, only(verdict, ids))
  if (!made.ok) return made.error.message
  if (made.value) editor.view.dispatch(made.value)
  return null
}

function lead(editor: Editor, transaction: Transaction | null): void {
  if (!transaction) return
  editor.view.focus()
  editor.view.dispatch(transaction)
}

function storedAt(session: ArticleSession): string | null {
  return session.saving.kind === 'unstored' ? null : session.saving.at
}

const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif,image/heic,.heic,.tif'

function choosePictures(several: boolean, then: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = pictureTypes
  input.multiple = several
  input.addEventListener('change', () => then([...(input.files ?? [])]))
  input.click()
}
