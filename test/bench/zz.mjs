const { formatTable } = await import('/work/main/test/bench/figures.ts')
for (const [f, n] of [['key-to-paint', 'keyToPaint']]) {
  const m = await import(`/work/main/test/bench/${f}.ts`)
  try { console.log(formatTable(await m[n].run())) } catch (e) { console.log(f, e) }
}
