// What bash understands and the two small shells that images have as their sh do not. Which of them lacks what was tried
// on dash 0.5.12 and busybox 1.35: test/support/shell-verdicts.json has what they did.

import * as l10n from '@vscode/l10n';

/** Debian's and Ubuntu's sh, and Alpine's. */
export type SmallShell = 'dash' | 'busybox';

export interface BashConstruct {
  /** As it is called in a message, where what is written does not say it: `Arrays` */
  readonly title?: () => string;
  /** ShellCheck's name of it. */
  readonly shellCheck: string;
  /** busybox knows it. */
  readonly onlyDash?: boolean;
  /** What to do instead: a clause of its own. */
  readonly remedy?: () => string;
  /** What the shell makes of it, where it does not stop. */
  readonly effect?: () => string;
}

export const bashConstructs = {
  append: { title: () => '+=', shellCheck: 'SC3024', remedy: () => l10n.t('write a="${a}b"') },
  arithmeticCommand: {
    title: () => '((…))',
    shellCheck: 'SC3006',
    remedy: () => l10n.t('write a=$((…)), or test with [ … ]'),
  },
  arithmeticFor: {
    title: () => 'for ((…))',
    shellCheck: 'SC3005',
    remedy: () => l10n.t('use while, or for with $(seq …)'),
  },
  array: { title: () => l10n.t('arrays'), shellCheck: 'SC3030' },
  arrayElement: { title: () => l10n.t('arrays'), shellCheck: 'SC3054' },
  braces: {
    title: () => l10n.t('brace expansion'),
    shellCheck: 'SC3009',
    effect: () => l10n.t('it keeps the braces as text'),
    remedy: () => l10n.t('write out each word'),
  },
  builtin: { shellCheck: 'SC3044' },
  bothRedirected: {
    title: () => '&>',
    shellCheck: 'SC3020',
    onlyDash: true,
    effect: () => l10n.t('the command runs in the background'),
    remedy: () => l10n.t('write > file 2>&1'),
  },
  bothAppended: { title: () => '&>>', shellCheck: 'SC3020', remedy: () => l10n.t('write >> file 2>&1') },
  bothRedirectedOld: {
    title: () => l10n.t('>& with a file'),
    shellCheck: 'SC3021',
    onlyDash: true,
    remedy: () => l10n.t('write > file 2>&1'),
  },
  caseFallthrough: { shellCheck: 'SC2127' },
  caseModification: {
    title: () => l10n.t('case modification in ${…}'),
    shellCheck: 'SC3059',
    remedy: () => l10n.t('use tr'),
  },
  coproc: { title: () => 'coproc', shellCheck: 'SC3032' },
  cStyleQuotes: {
    title: () => "$'…'",
    shellCheck: 'SC3003',
    onlyDash: true,
    effect: () => l10n.t('it keeps the $ and the \\ as text'),
    remedy: () => l10n.t('use printf'),
  },
  doubleBracket: {
    title: () => '[[',
    shellCheck: 'SC3010',
    onlyDash: true,
    remedy: () => l10n.t('write [ … ] with ='),
  },
  doubleEquals: { title: () => '==', shellCheck: 'SC3014', onlyDash: true, remedy: () => 'write =' },
  echoOption: {
    shellCheck: 'SC3037',
    onlyDash: true,
    effect: () => l10n.t('it is printed, too'),
    remedy: () => l10n.t('use printf'),
  },
  execOption: { title: () => 'exec -a', shellCheck: 'SC3038', onlyDash: true },
  exportOption: { shellCheck: 'SC3045' },
  fileSubstitution: {
    title: () => '$(< file)',
    shellCheck: 'SC3034',
    effect: () => l10n.t('it returns nothing'),
    remedy: () => l10n.t('write $(cat file)'),
  },
  functionKeyword: {
    title: () => 'function',
    shellCheck: 'SC2112',
    onlyDash: true,
    remedy: () => l10n.t('write name() { …; }'),
  },
  functionName: {
    title: () => l10n.t('this function name'),
    shellCheck: 'SC3033',
    remedy: () => l10n.t('use letters, digits and _'),
  },
  herestring: { title: () => '<<<', shellCheck: 'SC3011', remedy: () => l10n.t('use printf and a pipe') },
  increment: { shellCheck: 'SC3018', onlyDash: true, remedy: () => l10n.t('write a=$((a + 1))') },
  indirection: { title: () => `\${!…}`, shellCheck: 'SC3053' },
  let: { title: () => 'let', shellCheck: 'SC3039', onlyDash: true, remedy: () => l10n.t('write a=$((…))') },
  localOption: { shellCheck: 'SC3045' },
  localeQuotes: {
    title: () => '$"…"',
    shellCheck: 'SC3004',
    effect: () => l10n.t('it keeps the $ as text'),
    remedy: () => l10n.t('remove the $'),
  },
  namedDescriptor: { title: () => '{name}>', shellCheck: 'SC3022' },
  numberBase: { title: () => l10n.t('number bases'), shellCheck: 'SC3052', onlyDash: true },
  pipefail: {
    title: () => 'pipefail',
    shellCheck: 'SC3040',
    onlyDash: true,
    remedy: () => l10n.t('set SHELL to bash with -o pipefail'),
  },
  pipeBoth: { title: () => '|&', shellCheck: 'SC3029', remedy: () => 'write 2>&1 |' },
  power: { title: () => '**', shellCheck: 'SC3019', onlyDash: true },
  printfOption: { shellCheck: 'SC3050' },
  processSubstitution: {
    title: () => l10n.t('process substitution'),
    shellCheck: 'SC3001',
    onlyDash: true,
    remedy: () => l10n.t('use a pipe or a file'),
  },
  readArray: { title: () => 'read -a', shellCheck: 'SC3045' },
  readOption: { shellCheck: 'SC3045', onlyDash: true },
  replacement: {
    title: () => l10n.t('replacement in ${…}'),
    shellCheck: 'SC3060',
    onlyDash: true,
    remedy: () => l10n.t('use sed'),
  },
  select: { title: () => 'select', shellCheck: 'SC3008' },
  setOption: { shellCheck: 'SC3040', onlyDash: true },
  slice: {
    title: () => l10n.t('substrings in ${…}'),
    shellCheck: 'SC3057',
    onlyDash: true,
    remedy: () => l10n.t('use cut'),
  },
  source: { title: () => 'source', shellCheck: 'SC3046', onlyDash: true, remedy: () => l10n.t('write . with a path') },
  testVariable: { title: () => '-v', shellCheck: 'SC3016', remedy: () => `write [ -n "\${a+x}" ]` },
  transformation: { title: () => `\${…@…}`, shellCheck: 'SC3058' },
  trapErr: { title: () => l10n.t('trap for ERR'), shellCheck: 'SC3047', onlyDash: true },
  typeOption: { shellCheck: 'SC3045', onlyDash: true, remedy: () => l10n.t('use command -v') },
  variable: { shellCheck: 'SC3028', effect: () => l10n.t('it is empty') },
  variableOfBusybox: { shellCheck: 'SC3028', onlyDash: true, effect: () => l10n.t('it is empty') },
} as const satisfies Readonly<Record<string, BashConstruct>>;

export type BashConstructName = keyof typeof bashConstructs;

/** Commands that neither of them has. */
export const bashBuiltins: ReadonlySet<string> = new Set(
  'pushd popd dirs shopt declare typeset mapfile readarray compgen complete builtin enable disown caller'.split(' '),
);

/** Options of `set -o` that dash lacks, beside pipefail, which newer ones have. */
export const bashOptions: ReadonlySet<string> = new Set(
  'errtrace functrace histexpand history braceexpand posix'.split(' '),
);

/** Variables that bash sets, and neither of them. Those that images and Dockerfiles set themselves are left out. */
export const bashVariables: ReadonlySet<string> = new Set(
  'EUID UID OSTYPE MACHTYPE HOSTTYPE BASHPID BASH_SOURCE FUNCNAME PIPESTATUS SECONDS DIRSTACK EPOCHSECONDS SRANDOM'.split(
    ' ',
  ),
);

/** All of these begin with a sign: as one pattern, which passes over letters, they are looked for in a third of the time. */
const signs: readonly RegExp[] = [
  /\[\[(?!:)|<<<|&>|>&[^\d-]|\(\(|[<>]\(|\(<|\( +<|\|&|;&|\$['"](?=[^\s)])|=\(|\+=|\]=|\}[<>]|\*\*/,
  /(?<!\$)\{[^{}\s]*(?:,|\.\.)/,
  /\$\{(?:!|\w+(?:[[/^,@]|:[^-=+?]))|\$\(\([^)]*\d#|\(\s*\)/,
  new RegExp(`\\$\\{?(?=[BDEFHMOPRSU])(?:RANDOM|${[...bashVariables].join('|')})\\b`),
];
const traces: readonly RegExp[] = [
  new RegExp(signs.map(({ source }) => source).join('|')),
  /function\s+[\w:.-]+\s*[({]|select \w+ in|coproc |exec -a|builtin /,
];

/** What the first argument of a command has to be like. */
const tracesInArguments: ReadonlyMap<string, RegExp> = new Map([
  ...[...bashBuiltins, 'source', 'let'].map((name) => [name, /^/] as const),
  ...['local', 'readonly', 'export', 'type', 'exec'].map((name) => [name, /^-/] as const),
  ['echo', /^-[neE]*[eE]/],
  ['read', /^/],
  ['printf', /^-v$|%q/],
]);

/** false: the text has no syntax of bash's, and need not be parsed for it. */
export function mayHaveBashSyntax(text: string): boolean {
  if (!traces.some((trace) => trace.test(text))) return false;
  // Programs for awk and sed have much that looks like it.
  const bare = text.replaceAll(quoted, (part) => (part.startsWith("'") ? "''" : part));
  return traces.some((trace) => trace.test(bare));
}

/** Comments and strings in either quotes, so that what is in one does not begin another. */
const quoted = /(?:^|\s)#[^\n]*|"(?:[^"\\]|\\.)*"|\$?'[^']*'/gs;

/** false: these are called as every shell has them. */
export function mayHaveBashCommand(
  commands: readonly { readonly name: string; readonly args: readonly { readonly value: string }[] }[],
): boolean {
  return commands.some(({ name, args }) => {
    if (name === 'set') return args.some(({ value }) => value === 'pipefail' || bashOptions.has(value));
    if (name === 'trap') return args.some(({ value }) => value === 'ERR');
    if (name === '[' || name === 'test') return args.some(({ value }) => value === '==' || value === '-v');
    return tracesInArguments.get(name)?.test(args[0]?.value ?? '') === true;
  });
}
