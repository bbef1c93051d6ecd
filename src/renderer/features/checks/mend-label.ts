import type { Finding } from '#shared/article/checks/check.ts'

/** What a finding's own change does, as its button says it; null where nothing is changed for sure. */
export function mendLabel({ check, mend }: Finding): string | null {
  const [first] = mend ?? []
  if (!mend || !first) return null
  if (check === 'straight-quotes') return 'Make them curly'
  if (check === 'quotation-marks') return 'Turn it'
  if (first.after === '') return check === 'doubled-word' ? 'Take one out' : 'Leave it out'
  return `Write “${first.after.trim()}”`
}
