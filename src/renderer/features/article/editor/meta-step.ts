import { Step, StepMap, StepResult, type Mappable } from '@tiptap/pm/transform'
import type { Transaction } from '@tiptap/pm/state'
import type { Meta } from '#shared/article/article.ts'

/** A change of meta as a step of the document's history: the text stays as it is, and undo brings meta back. */
export class MetaStep extends Step {
  readonly before: Partial<Meta>
  readonly after: Partial<Meta>
  readonly touchesBlocks = false

  constructor(before: Partial<Meta>, after: Partial<Meta>) {
    super()
    this.before = before
    this.after = after
  }

  override apply(doc: Parameters<Step['apply']>[0]): StepResult {
    return StepResult.ok(doc)
  }

  override getMap(): StepMap {
    return StepMap.empty
  }

  override invert(): MetaStep {
    return new MetaStep(this.after, this.before)
  }

  override map(_mapping: Mappable): MetaStep {
    return this
  }

  override toJSON(): { stepType: string; before: Partial<Meta>; after: Partial<Meta> } {
    return { stepType: 'copydeskMeta', before: this.before, after: this.after }
  }
}

/** What a transaction makes of meta, or null when it leaves it alone. */
export function metaChangeOf(transaction: Transaction): Partial<Meta> | null {
  const steps = transaction.steps.filter((step) => step instanceof MetaStep)
  return steps.length === 0 ? null : Object.assign({}, ...steps.map((step) => step.after))
}
