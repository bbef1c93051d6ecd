import { pictures } from './bench/pictures.ts'
import { formatTable } from './bench/figures.ts'
console.log(formatTable(await pictures.run()))
process.exit(0)
