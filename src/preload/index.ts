import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'

/** All that the window gets of Electron: one question, one stream of events. */
contextBridge.exposeInMainWorld('copydesk', {
  call: (operation: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('copydesk:call', operation, input),
  listen(listener: (event: unknown) => void): () => void {
    const hear = (_event: IpcRendererEvent, event: unknown): void => listener(event)
    ipcRenderer.on('copydesk:event', hear)
    return () => void ipcRenderer.off('copydesk:event', hear)
  }
})
