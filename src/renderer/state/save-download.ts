/** Hands bytes to the browser as a file. A blob's address is not loaded by the page, so no policy stands against it. */
export function saveDownload({ name, bytes }: { name: string; bytes: Uint8Array }): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
