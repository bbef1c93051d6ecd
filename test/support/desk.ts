import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Article } from '#shared/article/article.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import type { OpenedArticle } from '#shared/contract/articles.ts'
import type { Move, Role } from '#shared/article/workflow.ts'
import { expectOk, fail, ok, type Result } from '#shared/result.ts'
import type { Caller, Core, OutgoingFile } from '#main/core.ts'
import { openCore } from '#main/open-core.ts'

/** A window at the core, without a door before it. */
export interface TestWindow extends Caller {
  ask<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>
  /** As `ask`, for what cannot fail here. */
  get<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
  saved: { name: string; files: OutgoingFile[] }[]
}

export interface TestDesk {
  folder: string
  core: Core
  events: AnyEvent[]
  window(accountId?: string | null): TestWindow
  /** A window signed in as a new account of this role. */
  join(name: string, role: Role): Promise<TestWindow>
  /** Closes the core and opens the same folder again. */
  reopen(): Promise<void>
  close(): Promise<void>
  /** Moves the desk's clock by this many milliseconds. */
  wait(milliseconds: number): void
}

/** The real core on a temporary folder: store, files, worker and all. */
export async function openTestDesk(): Promise<TestDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-test-'))
  let clock = Date.parse('2026-01-05T09:00:00Z')
  const open = async () =>
    expectOk(await openCore({ folder, version: '0.0.0-test', wireEvery: 40, now: () => new Date((clock += 7)) }))
  const desk: TestDesk = {
    folder,
    core: await open(),
    events: [],
    window(accountId = null) {
      const window: TestWindow = {
        door: 'desktop',
        accountId,
        saved: [],
        flushed: () => {},
        openLink: async () => fail('unsupported', 'No browser here.'),
        async saveFiles(name, _as, files) {
          window.saved.push({ name, files })
          return ok(`/somewhere/${name}`)
        },
        ask: (operation, input) => desk.core.dispatch(window, operation, input) as never,
        get: async (operation, input) => expectOk(await window.ask(operation, input))
      }
      return window
    },
    async join(name, role) {
      const status = await desk.window().get('desk.status', {})
      if (status.firstRun) {
        const founder = desk.window()
        await founder.get('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Boss', role: 'admin' })
      }
      const [admin] = (await desk.window().get('desk.status', {})).accounts.filter(
        (account) => account.role === 'admin'
      )
      const { id } = await desk.window(admin?.id).get('accounts.create', { name, role })
      return desk.window(id)
    },
    async reopen() {
      await desk.core.close()
      desk.core = await open()
      desk.core.onEvent((event) => desk.events.push(event))
    },
    async close() {
      await desk.core.close()
      rmSync(folder, { recursive: true, force: true })
    },
    wait: (milliseconds) => void (clock += milliseconds)
  }
  desk.core.onEvent((event) => desk.events.push(event))
  return desk
}

/** One sitting at an article: what a window's editing session does, a save at a time. */
export class Sitting {
  readonly window: TestWindow
  opened: OpenedArticle
  seq = 0
  version: number

  constructor(window: TestWindow, opened: OpenedArticle) {
    this.window = window
    this.opened = opened
    this.version = opened.version
  }

  async save(change: (article: Article) => Article, over: Partial<InputOf<'articles.save'>> = {}) {
    const article = change(this.opened.article)
    this.seq += 1
    const reply = await this.window.ask('articles.save', {
      articleId: this.opened.info.id,
      session: this.opened.session,
      seq: this.seq,
      version: this.version,
      schemaVersion: this.opened.schemaVersion,
      article: article as never,
      ...over
    })
    if (reply.ok) {
      this.version = reply.value.version
      this.opened = { ...this.opened, article: reply.value.merged?.article ?? article }
    }
    return reply
  }

  async move(move: Move, reason?: string) {
    const info = await this.window.get('articles.info', { id: this.opened.info.id })
    return this.window.ask('workflow.move', {
      articleId: info.id,
      move,
      articleHash: info.articleHash,
      ...(reason ? { reason } : {})
    })
  }
}

export async function sitDown(window: TestWindow, id?: string): Promise<Sitting> {
  const articleId = id ?? (await window.get('articles.create', {})).id
  return new Sitting(window, await window.get('articles.open', { id: articleId }))
}

/** Changes the text of the block at `index` of the body (0 is the headline). */
export const typeInto =
  (index: number, text: string) =>
  (article: Article): Article => ({
    ...article,
    body: {
      ...article.body,
      content: (article.body.content ?? []).map((node, at) =>
        at === index ? { ...node, content: [{ type: 'text' as const, text }] } : node
      )
    }
  })
