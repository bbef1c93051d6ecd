/** The Node that ships in Electron and that every script here is written for. */
const needed = 24

/** Ends the process with one plain sentence when a script was started on another Node than the project's own. */
export function needNode24() {
  if (Number(process.versions.node.split('.')[0]) >= needed) return
  console.error(
    `Copydesk's scripts run on Node ${needed}, and this is Node ${process.versions.node}. ` +
      `"npm ci" puts Node ${needed} into node_modules/.bin: run it (without --ignore-scripts), then "npm test", "npm start" and so on.`
  )
  process.exit(1)
}
