/** Keys that belong to a place and are no commands: lists and text have them from the computer. */
export const fixedKeys: { group: string; lines: { label: string; keys: string[] }[] }[] = [
  {
    group: 'In the list of articles',
    lines: [
      { label: 'Up and down', keys: ['ArrowUp', 'ArrowDown'] },
      { label: 'A screenful', keys: ['PageUp', 'PageDown'] },
      { label: 'First and last', keys: ['Home', 'End'] },
      { label: 'Open', keys: ['Enter'] }
    ]
  },
  {
    group: 'On words that are underlined',
    lines: [
      { label: 'Write it in house style', keys: ['Mod-.'] },
      { label: 'Ignore it in this article', keys: ['Mod-Shift-.'] }
    ]
  }
]
