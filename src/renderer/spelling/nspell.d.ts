declare module 'nspell' {
  interface Checker {
    correct(word: string): boolean
    suggest(word: string): string[]
  }
  /** Reads a Hunspell dictionary: its rules and its words. */
  export default function nspell(rules: string, words: string): Checker
}
