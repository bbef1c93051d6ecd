import type { Move } from '#shared/article/workflow.ts'

/** How a move that owes a reason asks for it. */
export interface ReasonWords {
  /** Before what is moved: "Send", "back". */
  title: (whom: string) => string
  description: string
  label: string
  confirm: string
  /** What is said when nothing was typed. */
  missing: string
  danger?: true
}

const sendBack: ReasonWords = {
  title: (whom) => `Send ${whom} back`,
  description: 'Its writers see the reason above the text.',
  label: 'Reason',
  confirm: 'Send back',
  missing: 'Give a reason: whoever wrote the article will want to know why.'
}

const words: Partial<Record<Move, ReasonWords>> = {
  correct: {
    title: (whom) => `Correct ${whom}`,
    description:
      'It opens again from the text that was published, as a draft. It goes out again with a correction note, after a new approval.',
    label: 'What is wrong',
    confirm: 'Open for correction',
    missing: 'Say what is wrong: it is kept with the correction.'
  },
  kill: {
    title: (whom) => `Kill ${whom}`,
    description:
      'It is withdrawn for good: nothing more is done to it, and nothing of it goes out but the notice that it is killed. This cannot be undone.',
    label: 'Reason',
    confirm: 'Kill the article',
    missing: 'Give a reason: it stands in the notice that receivers are sent.',
    danger: true
  }
}

export function reasonWords(move: Move): ReasonWords {
  return words[move] ?? sendBack
}
