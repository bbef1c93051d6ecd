import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { coreArguments } from '#main/start/core-arguments.ts'
import type { Article, Meta } from '#shared/article/article.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import { expectOk, type Result } from '#shared/result.ts'

/** What the process is told: the time that its clock shows from now on, its zone, who sits there, a question. */
export type Order = { clock: string } | { zone: string } | { account: string } | { ask: [OperationName, unknown] }
/** `thrown` is what must never be: a question that has no answer. */
export type Answer = { done: true } | { reply: Result<unknown> } | { thrown: string }

const script = fileURLToPath(new URL('./desk-process.ts', import.meta.url))

/** A real core in a process of its own, so that what is done to it is not done to who does it. */
export class DeskInProcess {
  readonly pid: number
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>
  #said = ''

  private constructor(child: ChildProcess) {
    this.#child = child
    this.pid = child.pid ?? 0
    if (!child.stdout || !child.stderr) throw new Error('The process has no pipes.')
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (this.#said += text))
  }

  /** Opens the folder; `clock` is the time that it is there then, UTC. */
  static async open(folder: string, clock = ''): Promise<DeskInProcess> {
    const child = spawn(process.execPath, [...coreArguments, script, folder, clock], {
      stdio: ['pipe', 'pipe', 'pipe']
    })
    const desk = new DeskInProcess(child)
    const opened = await desk.#answer()
    if (!('done' in opened)) throw new Error(`The desk did not open: ${JSON.stringify(opened)}`)
    return desk
  }

  async tell(order: Exclude<Order, { ask: unknown }>): Promise<void> {
    await this.#order(order)
  }

  async ask<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>> {
    const answer = await this.#order({ ask: [operation, input] })
    if ('thrown' in answer) throw new Error(`${operation} was not answered: ${answer.thrown}`)
    if (!('reply' in answer)) throw new Error(`${operation} was not answered.`)
    return answer.reply as Result<OutputOf<Name>>
  }

  async get<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    return expectOk(await this.ask(operation, input))
  }

  async end(signal: NodeJS.Signals | null): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    if (signal) this.#child.kill(signal)
    else this.#child.stdin?.end()
    await gone
  }

  async #order(order: Order): Promise<Answer> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
    return this.#answer()
  }

  async #answer(): Promise<Answer> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error(`The process of the desk ended. It said:\n${this.#said}`)
    return JSON.parse(value) as Answer
  }
}

/** One article, saved again and again as a window would: every save has all words so far, also those of refused saves. */
export class GrowingSession {
  desk: DeskInProcess
  readonly articleId: string
  typed = 0
  /** Up to which word the desk has said that it is stored. */
  acknowledged = 0
  /** Names this sitting. */
  readonly session: string
  readonly #schemaVersion: number
  readonly #article: Article
  #version: number
  #seq = 0

  private constructor(desk: DeskInProcess, opened: OutputOf<'articles.open'>) {
    this.desk = desk
    this.articleId = opened.info.id
    this.session = opened.session
    this.#schemaVersion = opened.schemaVersion
    this.#article = opened.article
    this.#version = opened.version
  }

  static async begin(desk: DeskInProcess): Promise<GrowingSession> {
    const { id } = await desk.get('articles.create', {})
    return new GrowingSession(desk, await desk.get('articles.open', { id }))
  }

  /** Goes on in another process of the same folder, as the window that finds its core again does. */
  async moveTo(desk: DeskInProcess): Promise<void> {
    this.desk = desk
    this.#version = (await desk.get('articles.open', { id: this.articleId, session: this.session })).version
  }

  /** Sent with the next save. */
  changeMeta(meta: Partial<Meta>): void {
    Object.assign(this.#article.meta, meta)
  }

  /** A word more, and a save. `padding` letters more make the save longer. */
  async save(padding = 0): Promise<Result<OutputOf<'articles.save'>>> {
    this.typed++
    const word = `word${this.typed} ${'x'.repeat(padding)}`
    this.#article.body.content?.push({
      type: 'paragraph',
      attrs: { id: `w${this.typed}` },
      content: [{ type: 'text', text: word }]
    })
    const reply = await this.desk.ask('articles.save', {
      articleId: this.articleId,
      session: this.session,
      seq: ++this.#seq,
      version: this.#version,
      schemaVersion: this.#schemaVersion,
      article: this.#article as never
    })
    if (reply.ok) {
      this.#version = reply.value.version
      this.acknowledged = this.typed
    }
    return reply
  }
}
