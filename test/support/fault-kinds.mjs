// Which tests try faults, by kind: `npm run faults` runs them, and the table of docs/reliability.md counts them. Each test is
// one fault. Those below test/faults/ take minutes, or break more than tests may that run beside others, and run there only.

/** @typedef {'unit' | 'engine' | 'faults' | 'ui'} FaultFolder */
/** @typedef {{ readonly title: string, readonly files: readonly `${FaultFolder}/${string}`[] }} FaultKind */

/** @type {readonly FaultKind[]} */
export const faultKinds = [
  {
    title: 'Connections that die without a word, and slow engines',
    files: ['faults/silence', 'engine/dead-connections', 'engine/forgotten-streams', 'unit/silence'],
  },
  {
    title: 'Engines that are missing, stopped, killed, restarted or hang',
    files: ['engine/faults', 'engine/build-faults', 'faults/restarts'],
  },
  { title: 'Hundreds of cuts and reconnects', files: ['faults/endurance'] },
  { title: 'ssh', files: ['engine/ssh'] },
  { title: 'TLS', files: ['engine/tls-faults', 'unit/engine/tls-failure'] },
  { title: 'Malformed hosts', files: ['unit/engine/malformed-hosts'] },
  { title: 'Broken contexts', files: ['unit/engine/broken-contexts'] },
  {
    title: 'Hostile answers and streams that end half-way',
    files: ['unit/engine/hostile-answers', 'unit/engine/cut-transfers', 'faults/hostile-api'],
  },
  { title: 'Hostile names, labels and log lines', files: ['unit/hostile-text'] },
  { title: 'Hostile archives', files: ['unit/container-files/hostile-archives'] },
  { title: 'Secrets of builds and containers', files: ['unit/builds/redaction', 'engine/commands/planted-secrets'] },
  { title: 'Planted programs and untrusted workspaces', files: ['unit/programs', 'ui/untrusted'] },
  { title: 'Crowds', files: ['faults/crowd'] },
  { title: 'The sidebar without an engine', files: ['ui/no-engine'] },
];

/** The file that a test bundle was made from, as `faultKinds` names it: `engine/ssh`. @param {string} file */
export const nameOfTestFile = (file) =>
  file
    .replaceAll('\\', '/')
    .replace(/^.*\/out\/test\//, '')
    .replace(/\.test\.mjs$/, '');
