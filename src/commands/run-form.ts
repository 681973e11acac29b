// The form of a run: a list whose first row runs, so that the common case is one Enter; each other row shows an option
// and asks for it. Asks only; creates nothing.
import type { Container } from '../engine/container-api.ts';
import { wrongContainerName } from './container-name.ts';
import { formatEnvironment, parseEnvironment } from './environment.ts';
import { Cancelled, type Choice, type Host } from './host.ts';
import { formatMounts, parseMounts } from './mounts.ts';
import { formatPublishedPorts, parsePublishedPorts, takenPorts } from './ports.ts';
import type { RestartPolicy, RunMode, RunOptions } from './run-options.ts';
import { joinWords, splitWords } from './shell-words.ts';

export type RunAction = 'run' | 'create' | 'copy';

export interface RunForm {
  readonly title: string;
  /** How old the image is. */
  readonly hint: string;
  readonly proposed: RunOptions;
  /** Names of the environment variables of the last run, whose values are not kept. */
  readonly environmentNames: readonly string[];
  readonly containers: readonly Container[];
  /** Names of the engine's networks. */
  readonly networks: readonly string[];
}

type Edit = (options: RunOptions) => Promise<RunOptions>;

/** Comes back once the user chose to run, to create or to copy; throws `Cancelled` if the form is left. */
export async function askForRun(host: Host, form: RunForm): Promise<{ action: RunAction; options: RunOptions }> {
  let options = form.proposed;
  for (;;) {
    const chosen = await host.pick(form.title, form.hint, formRows(host, form, options));
    if (typeof chosen === 'string') return { action: chosen, options };
    try {
      options = await chosen(options);
    } catch (error) {
      // Leaving one question goes back to the form, not out of it.
      if (!(error instanceof Cancelled)) throw error;
    }
  }
}

function formRows(host: Host, form: RunForm, options: RunOptions): Choice<RunAction | Edit>[] {
  const row = (label: string, icon: string, description: string, value: Edit) => ({ label, icon, description, value });
  const { ports, environment, mounts, command, entrypoint } = options;
  return [
    { label: 'Run', icon: 'play', description: runSummary(options), value: 'run' },
    row('Name', 'tag', options.name, askName(host, form)),
    row('Ports', 'plug', formatPublishedPorts(ports) || 'none published', askPorts(host, form)),
    row('Volumes and Folders', 'database', formatMounts(mounts) || 'none', askMounts(host)),
    row('Environment', 'symbol-variable', environmentSummary(environment, form), askEnvironment(host, form)),
    row('Environment File', 'file', options.environmentFile || 'none', askEnvironmentFile(host)),
    row('Mode', 'terminal', modes[options.mode], askMode(host)),
    row('Command', 'chevron-right', joinWords(command) || 'the image’s own', askWords(host, 'command')),
    row('Entrypoint', 'debug-start', joinWords(entrypoint) || 'the image’s own', askWords(host, 'entrypoint')),
    row('User', 'account', options.user || 'the image’s own', askUser(host)),
    row('Network', 'type-hierarchy', options.network || 'the default (bridge)', askNetwork(host, form)),
    row('Restart', 'debug-restart', restartPolicies[options.restartPolicy], askRestart(host)),
    // A toggle needs no question.
    row('Remove When It Ends', 'trash', options.autoRemove ? 'yes (--rm)' : 'no', async (now) => ({
      ...now,
      autoRemove: !now.autoRemove,
      // The engine refuses both together: a removed container cannot be started again.
      restartPolicy: now.autoRemove ? now.restartPolicy : 'no',
    })),
    { label: 'Create Only', icon: 'add', description: 'does not start it', value: 'create' },
    { label: 'Copy as docker run Line', icon: 'copy', description: 'does nothing else', value: 'copy' },
  ];
}

/** `web on 8080:80` */
function runSummary({ name, ports, mode, autoRemove }: RunOptions): string {
  return [
    name,
    ...(ports.length > 0 ? [`on ${formatPublishedPorts(ports)}`] : []),
    ...(mode === 'detached' ? [] : [`· ${mode}`]),
    ...(autoRemove ? ['· removed when it ends'] : []),
  ].join(' ');
}

/** Names alone: values may be secrets, and somebody may look over the shoulder. */
function environmentSummary(environment: readonly string[], { environmentNames }: RunForm): string {
  if (environment.length > 0) return environment.map((entry) => entry.replace(/=[\s\S]*$/, '')).join(', ');
  return environmentNames.length === 0
    ? 'the image’s own'
    : `not set; last time: ${environmentNames.join(', ')} (values are not kept)`;
}

const modes: Record<RunMode, string> = {
  detached: 'detached: in the background (-d)',
  attached: 'attached: its output in a terminal',
  interactive: 'interactive: a terminal of its own (-it)',
};

const restartPolicies: Record<RestartPolicy, string> = {
  no: 'no: it stays stopped',
  'on-failure': 'on-failure: if it ends with an error',
  'unless-stopped': 'unless-stopped: always, until you stop it',
  always: 'always: also when the engine starts again',
};

const askName =
  (host: Host, { containers }: RunForm): Edit =>
  async (options) => {
    const names = new Set(containers.map(({ name }) => name));
    const name = await host.ask({
      title: 'Name',
      prompt: 'A name for the container',
      value: options.name,
      validate: (text) => wrongContainerName(text, names),
    });
    return { ...options, name };
  };

const askPorts =
  (host: Host, { containers }: RunForm): Edit =>
  async (options) => {
    const text = await host.ask({
      title: 'Ports',
      prompt:
        'Ports as HOST:CONTAINER. The first is the one you open here, the second the one the program listens on. Empty: none.',
      value: formatPublishedPorts(options.ports),
      placeholder: '8080:80',
      validate: (answer) => wrongPorts(answer, containers),
    });
    return { ...options, ports: parsed(parsePublishedPorts(text)) };
  };

/** What is wrong with the text of ports, or with a port that another container holds. */
function wrongPorts(text: string, containers: readonly Container[]): string | undefined {
  const ports = parsePublishedPorts(text);
  if ('wrong' in ports) return ports.wrong;
  const taken = takenPorts(containers);
  for (const { hostPort, protocol } of ports) {
    const holder = taken.get(`${hostPort}/${protocol}`);
    if (holder) return `Port ${hostPort} is taken by the container "${holder.name}". Choose another.`;
  }
  return undefined;
}

const askMounts =
  (host: Host): Edit =>
  async (options) => {
    const text = await host.ask({
      title: 'Volumes and Folders',
      prompt:
        'SOURCE:/PATH[:ro], with spaces between several. SOURCE is a volume’s name or a full path on the engine’s machine.',
      value: formatMounts(options.mounts),
      placeholder: 'data:/var/lib/db "/home/me/my code:/src:ro"',
      validate: (answer) => wrongOf(parseMounts(answer)),
    });
    return { ...options, mounts: parsed(parseMounts(text)) };
  };

const askEnvironment =
  (host: Host, { environmentNames }: RunForm): Edit =>
  async (options) => {
    const entries = options.environment.length > 0 ? options.environment : environmentNames.map((name) => `${name}=`);
    const text = await host.ask({
      title: 'Environment',
      prompt:
        'NAME=value, with spaces between several and quotes around spaces. Values are not kept for the next time.',
      value: formatEnvironment(entries),
      placeholder: 'DEBUG=1 GREETING="hello world"',
      validate: (answer) => wrongOf(parseEnvironment(answer)),
    });
    return { ...options, environment: parsed(parseEnvironment(text)) };
  };

const askEnvironmentFile =
  (host: Host): Edit =>
  async (options) => {
    if (options.environmentFile !== '') return { ...options, environmentFile: '' };
    const [file = ''] = await host.chooseFiles({ title: 'Environment File', action: 'Use', several: false });
    return { ...options, environmentFile: file };
  };

const askMode =
  (host: Host): Edit =>
  async (options) => {
    const mode = await host.pick('Mode', 'How it runs', keyChoices(modes));
    return { ...options, mode };
  };

const askWords =
  (host: Host, field: 'command' | 'entrypoint'): Edit =>
  async (options) => {
    const text = await host.ask({
      title: field === 'command' ? 'Command' : 'Entrypoint',
      prompt: 'The program and its arguments, quoted as in a shell. Empty: what the image says.',
      value: joinWords(options[field]),
      placeholder: 'sh -c "echo hello"',
      validate: (answer) => wrongOf(splitWords(answer)),
    });
    return { ...options, [field]: parsed(splitWords(text)) };
  };

const askUser =
  (host: Host): Edit =>
  async (options) => {
    const user = await host.ask({
      title: 'User',
      prompt: 'Name or number, and a group after a colon. Empty: what the image says.',
      value: options.user,
      placeholder: '1000:1000',
      validate: (text) => (/\s/.test(text.trim()) ? 'A user has no spaces in it.' : undefined),
    });
    return { ...options, user: user.trim() };
  };

const askNetwork =
  (host: Host, { networks }: RunForm): Edit =>
  async (options) => {
    const choices = [
      { label: 'the default (bridge)', value: '' },
      ...networks.map((name) => ({ label: name, icon: 'type-hierarchy', value: name })),
    ];
    return { ...options, network: await host.pick('Network', 'Which network it joins', choices) };
  };

const askRestart =
  (host: Host): Edit =>
  async (options) => {
    const restartPolicy = await host.pick('Restart', 'When it has ended', keyChoices(restartPolicies));
    return { ...options, restartPolicy, autoRemove: options.autoRemove && restartPolicy === 'no' };
  };

function keyChoices<Key extends string>(texts: Record<Key, string>): Choice<Key>[] {
  return (Object.keys(texts) as Key[]).map((value) => ({ label: texts[value], value }));
}

function wrongOf(answer: object): string | undefined {
  return 'wrong' in answer ? String(answer.wrong) : undefined;
}

/** What the validation has let through. */
function parsed<T>(answer: T[] | { readonly wrong: string }): T[] {
  return 'wrong' in answer ? [] : answer;
}
