const unchanging = new WeakSet<object>()

/** Declares a value that nobody will change, all the way down: what is once worked out of it holds. */
export function neverChanges<Value extends object>(value: Value): Value {
  unchanging.add(value)
  return value
}

/** `work` done once for each unchanging value, and every time for any other. */
export function onceForEach<Value extends object, Made>(work: (value: Value) => Made): (value: Value) => Made {
  const known = new WeakMap<Value, { made: Made }>()
  return (value) => {
    const kept = known.get(value)
    if (kept) return kept.made
    const made = work(value)
    if (unchanging.has(value)) known.set(value, { made })
    return made
  }
}

export function isUnchanging(value: object): boolean {
  return unchanging.has(value)
}
