// Commands that only run another one (`sudo`, `env A=b`, `exec` …): which words of a command are theirs. Knows no parser.

/** Wrapper → its options that take the next word as their value. */
const wrappers = new Map<string, ReadonlySet<string>>([
  ['builtin', new Set()],
  ['chpst', new Set(['-u', '-U', '-e', '-/', '-n', '-l', '-L', '-m', '-d', '-o', '-p', '-f', '-c', '-r', '-t', '-b'])],
  ['command', new Set()],
  ['doas', new Set(['-u', '-C'])],
  ['env', new Set(['-u', '--unset', '-C', '--chdir'])],
  ['exec', new Set(['-a'])],
  ['gosu', new Set()],
  ['ionice', new Set(['-c', '-n'])],
  ['nice', new Set(['-n'])],
  ['nohup', new Set()],
  ['runuser', new Set(['-u', '--user', '-g', '--group', '-G', '--supp-group', '-w'])],
  ['s6-setuidgid', new Set()],
  [
    'setpriv',
    new Set(
      '--reuid --ruid --euid --regid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set --pdeathsig'.split(
        ' ',
      ),
    ),
  ],
  ['setsid', new Set()],
  ['setuidgid', new Set()],
  ['stdbuf', new Set(['-i', '-o', '-e'])],
  ['su-exec', new Set()],
  [
    'sudo',
    new Set([
      '-u',
      '-g',
      '-h',
      '-p',
      '-C',
      '-r',
      '-t',
      '-U',
      '-T',
      '-D',
      '-R',
      '--user',
      '--group',
      '--prompt',
      '--host',
    ]),
  ],
  ['time', new Set(['-f', '-o'])],
  ['xvfb-run', new Set(['-e', '-f', '-n', '-p', '-s', '-w', '--error-file', '--server-num', '--server-args'])],
]);

/** Those whose first word is a user's name. */
const takesUser = new Set(['gosu', 'su-exec', 's6-setuidgid', 'setuidgid']);
/** Others say with `-c` what runs: `runuser postgres -c '…'`. */
const wrapsOnlyWith = new Map([['runuser', /^(?:-u|--user(?:=.*)?)$/]]);
const takesAssignments = new Set(['env', 'sudo', 'doas']);
/** `command -v node` asks, and runs nothing. */
const asks = new Map([
  ['command', /^-[vV]/],
  ['sudo', /^(-[lvVK]|--(list|validate|version))$/],
]);

const assignment = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

/** How many words in front belong to wrappers; 0 if the first word is itself what runs, or if nothing follows them. */
export function wrapperWordCount(words: readonly { readonly value: string }[]): number {
  let count = 0;
  for (;;) {
    const wrapper = programName(words[count]?.value ?? '');
    const valueOptions = wrappers.get(wrapper);
    const wanted = wrapsOnlyWith.get(wrapper);
    const isWrapper = valueOptions && (!wanted || words.slice(count).some(({ value }) => wanted.test(value)));
    if (!isWrapper) return count < words.length ? count : 0;
    let next = count + 1;
    for (; next < words.length; next++) {
      const word = words[next]?.value ?? '';
      if (asks.get(wrapper)?.test(word)) return count;
      if (word === '--') {
        next++;
        break;
      }
      if (word.startsWith('-')) {
        if (valueOptions.has(word)) next++;
      } else if (!(takesAssignments.has(wrapper) && assignment.test(word))) break;
    }
    if (takesUser.has(wrapper)) next++;
    // `exec 2>&1`, `sudo -k`: nothing runs behind it.
    if (next >= words.length) return count;
    count = next;
  }
}

/** `apt-get` for `/usr/bin/apt-get`. */
export function programName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
