import { creditRoles, type CreditRole } from '#shared/article/article.ts'

const words: Record<CreditRole, string> = {
  by: 'Wrote',
  reporting: 'Reported',
  photographs: 'Photographed',
  editing: 'Edited'
}

/** What somebody did for an article: "Wrote, photographed". */
export function partWords(roles: CreditRole[]): string {
  const said = creditRoles.filter((role) => roles.includes(role)).map((role) => words[role])
  return said.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(', ')
}

/** The day on this computer's calendar: "4 March 2026". */
export function dayText(at: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at))
}
