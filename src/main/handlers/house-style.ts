import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkRules, readStyleFile, writeStyleFile, type StyleRule } from '#shared/article/house-style.ts'
import type { HouseStyleList } from '#shared/contract/house-style.ts'
import { expectOk, fail, ok, type Result } from '#shared/result.ts'
import { readStyle, writeStyle } from '../store/house-style.ts'
import { write } from '../store/open.ts'
import type { Context, HandlersOf } from './context.ts'

const fileName = 'house-style.json'

export const houseStyleHandlers: HandlersOf<'houseStyle'> = {
  'houseStyle.get': async (context) => ok(await styleOf(context)),
  'houseStyle.save': async (context, { rules, version }) => {
    const checked = checkRules(rules)
    return checked.ok ? keep(context, rules, version) : checked
  },
  'houseStyle.except': async (context, { rule: id, words }) => {
    const { rules, version } = await styleOf(context)
    const rule = rules.find((one) => one.id === id)
    if (!rule) return fail('not-found', 'This rule is not in the house style any more.')
    if (rule.exceptions.some((other) => other.toLowerCase() === words.toLowerCase())) return ok({ rules, version })
    if (rule.exceptions.length >= 200)
      return fail('too-large', 'This rule has 200 exceptions already: mend the rule in House style.')
    return keep(
      context,
      rules.map((one) => (one === rule ? { ...rule, exceptions: [...rule.exceptions, words] } : one)),
      version
    )
  },
  'houseStyle.export': async (context) => {
    const { rules } = await styleOf(context)
    const bytes = new TextEncoder().encode(writeStyleFile(rules))
    if (!context.caller.saveFiles) return ok({ savedTo: null, download: { name: fileName, bytes } })
    const saved = await context.caller.saveFiles(fileName, 'zip', [{ path: fileName, bytes }])
    return saved.ok ? ok({ savedTo: saved.value, download: null }) : saved
  },
  'houseStyle.reset': async (context) => {
    const { version } = readStyle(context.store)
    return keep(context, null, version)
  }
}

async function keep(context: Context, rules: StyleRule[] | null, seen: number): Promise<Result<HouseStyleList>> {
  const kept = write(context.store, () => {
    if (readStyle(context.store).version !== seen) return false
    writeStyle(context.store, { rules, version: seen + 1 })
    return true
  })
  if (!kept)
    return fail(
      'conflict',
      'Somebody else has changed the house style meanwhile. Look at theirs, then make your change again.'
    )
  context.tell({ name: 'desk.changed', detail: { what: 'houseStyle' } })
  return ok(await styleOf(context))
}

/** The desk's own rules, or those that ship with the app. */
async function styleOf({ store, resources }: Context): Promise<HouseStyleList> {
  const { rules, version } = readStyle(store)
  return {
    rules: rules ?? expectOk(readStyleFile(await readFile(join(resources, 'house-style-en.json'), 'utf8'))),
    version
  }
}
