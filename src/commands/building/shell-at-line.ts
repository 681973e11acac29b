// A shell in the file system as it is at a line of a Dockerfile. That is built from the cache, a container of it is started, and
// both are removed when the shell ends.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join as joinPath } from 'node:path';
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { tarEnd, tarHeader, tarPadding } from '../../build-context/tar-header.ts';
import { type BuildProfile, buildRequestOf } from '../../builds/profile.ts';
import { redactionOf, secretValues } from '../../builds/redaction.ts';
import {
  type ShellPlace,
  type ShellPlan,
  type ShellSecret,
  scriptPath,
  secretMissing,
  shellPlan,
} from '../../builds/shell-plan.ts';
import { realClock } from '../../clock.ts';
import { writeContent } from '../../container-files/container-files.ts';
import { isThere } from '../../container-files/download.ts';
import { removeForsakenHelpers } from '../../container-files/volume-files.ts';
import type { DockerfileDocument } from '../../dockerfile/text/document.ts';
import type { BuildProgress } from '../../engine/build-api.ts';
import type { ContainerRequest } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { helperLabel, helperOwnerLabel } from '../../engine/helper.ts';
import { ownerOfProcess } from '../../engine/session-owner.ts';
import { unless } from '../../user-error.ts';
import { account } from '../accounts/account.ts';
import { browseFiles } from '../files/browser.ts';
import { containerSource } from '../files/source.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { EngineServices } from '../host/on-engine.ts';
import type { TerminalScreen } from '../host/terminals.ts';
import { withCommandReady } from '../terminals/command-ready.ts';
import { interruptedOrClosed } from '../terminals/container-terminals.ts';
import { join } from '../terminals/joined-terminal.ts';
import { dim, plainLine, yellow } from '../terminals/terminal-text.ts';
import { type BusyBox, busyBoxShell, getBusyBox, writeBusyBox } from './busybox.ts';
import { buildOutput } from './output.ts';

export interface ShellAtLine extends ShellPlace {
  /** Absolute path. */
  readonly dockerfile: string;
  readonly document: DockerfileDocument;
  /** How the Dockerfile is built. */
  readonly profile: BuildProfile;
  /** The shell, where the image has none. */
  readonly busyBox?: BusyBox;
}

/** Asks for what nobody knows, opens a terminal, and returns. */
export async function openShellAt(services: EngineServices, at: ShellAtLine): Promise<void> {
  const plan = shellPlan(at.document, at, at.profile.buildArgs);
  const secrets = await askedSecrets(services.host, plan);
  const line = at.document.positionAt(at.instruction.start).line + 1;
  services.host.runInTerminal({
    title: at.where === 'before' ? l10n.t('shell before line {0}', line) : l10n.t('shell after line {0}', line),
    icon: 'terminal',
    // A shell is never replaced: people open several side by side.
    key: `shell ${at.dockerfile} ${line} ${randomBytes(4).toString('hex')}`,
    run: (screen) => shellAt(services, { at, plan, secrets }, screen),
  });
}

/** With what the user types; '' stands for one that is left out. */
type KnownSecrets = readonly (ShellSecret & { readonly value: string })[];

async function askedSecrets(host: Pick<Dialogs, 'ask'>, { secrets }: ShellPlan): Promise<KnownSecrets> {
  const known: (ShellSecret & { value: string })[] = [];
  for (const secret of secrets) {
    const value = await host.ask({
      title: l10n.t('Secret {0}', secret.id),
      prompt: l10n.t(
        'The step reads it from {0}. It is written into the container of this shell only. Leave it empty to go without.',
        secret.target,
      ),
      secret: true,
    });
    known.push({ ...secret, value });
  }
  return known;
}

async function writeSecrets(engine: Engine, id: string, secrets: KnownSecrets, signal: AbortSignal): Promise<void> {
  const blocks = secrets.flatMap(({ target, mode, owner, group, value }) => {
    const content = Buffer.from(value);
    const facts = { path: target.slice(1), kind: 'file', modifiedAt: Date.now() / 1000 } as const;
    return [tarHeader({ ...facts, mode, owner, group, size: content.length }), content, tarPadding(content.length)];
  });
  // Folders above them are made on the way.
  const archive = Readable.from([...blocks, tarEnd()], { objectMode: false });
  if (secrets.length > 0) await engine.files.write(id, '/', archive, signal);
}

interface ShellToOpen {
  readonly at: ShellAtLine;
  readonly plan: ShellPlan;
  readonly secrets: KnownSecrets;
}

async function shellAt(
  services: EngineServices,
  { at, plan, secrets }: ShellToOpen,
  screen: TerminalScreen,
): Promise<void> {
  const { engine } = services;
  const cancel = interruptedOrClosed(screen);
  await removeForsakenHelpers(engine, ownerOfProcess());
  screen.write(`${dim(l10n.t('Building up to there. Press Ctrl+C to cancel.'))}\r\n`);
  await withState(services, at, plan, progressOn(screen), cancel, async (image) => {
    const { busyBox } = at;
    const details = await engine.images.inspect(image, cancel);
    const shell = busyBox ? undefined : await shellOf(engine, image, plan, cancel);
    if (shell === undefined && !busyBox) return tellThatThereIsNone(services, at, plan, details.platform, screen);
    const { entrypoint, path } = shell === undefined ? busyBoxShell(details) : { entrypoint: [shell], path: undefined };
    const request = containerOf(image, plan);
    const environment = [...(path === undefined ? [] : [path]), ...(request.environment ?? [])];
    const given = secrets.filter(({ value }) => value !== '');
    const left = secrets.filter(({ value }) => value === '').map(({ id }) => secretMissing(id));
    for (const remark of [...plan.remarks, ...left]) screen.write(`${yellow(plainLine(remark))}\r\n`);
    const leaving = l10n.t('The container is removed when you leave the shell or close the terminal.');
    const ready = plan.command === undefined ? '' : ` ${l10n.t('Press Enter to run the command of the step.')}`;
    screen.write(`${dim(`${leaving}${ready}`)}\r\n`);
    await withContainer(engine, { ...request, environment, entrypoint, command: [] }, cancel, async (id) => {
      if (busyBox) await writeBusyBox(engine, id, busyBox, cancel);
      await writeSecrets(engine, id, given, cancel);
      if (plan.script !== undefined) await writeContent(engine, id, scriptPath, Buffer.from(plan.script), cancel);
      const process = await engine.containers.startAttached(id, screen.size(), screen.closed);
      await join(withCommandReady(process, plan.command, realClock), screen, { what: l10n.t('The shell') });
    });
  });
}

/** `work` gets the image, which is gone afterwards. */
async function withState<T>(
  services: EngineServices,
  { dockerfile, profile }: ShellAtLine,
  { text }: ShellPlan,
  onProgress: (progress: BuildProgress) => void,
  signal: AbortSignal,
  work: (image: string) => Promise<T>,
): Promise<T> {
  const { engine } = services;
  const folder = await mkdtemp(joinPath(tmpdir(), 'longshore-shell-'));
  const image = `longshore-shell:${randomBytes(6).toString('hex')}`;
  try {
    const file = joinPath(folder, basename(dockerfile));
    await writeFile(file, text);
    // It stands for the one of the context, also where it is empty.
    if (await isThere(`${dockerfile}.dockerignore`))
      await writeFile(`${file}.dockerignore`, await services.host.savedText(`${dockerfile}.dockerignore`));
    const { target: _, noCache: __, pull: ___, ...asBuilt } = buildRequestOf(profile, dockerfile, [image]);
    const request = { ...asBuilt, dockerfile: file, labels: helperLabels(), ...account(services) };
    const redaction = redactionOf(secretValues(request));
    await engine.build(request, (progress) => onProgress(redaction.progress(progress)), signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  try {
    return await work(image);
  } finally {
    await unless(engine.images.remove(image, { force: true }), 'not-found', 'image-not-found');
  }
}

async function withContainer<T>(
  engine: Engine,
  request: ContainerRequest,
  signal: AbortSignal,
  work: (id: string) => Promise<T>,
): Promise<T> {
  const id = await engine.containers.create(request, signal);
  try {
    return await work(id);
  } finally {
    // It may be going by itself.
    await unless(engine.containers.remove(id, { force: true, volumes: true }), 'not-found', 'conflict');
  }
}

/** By these another session finds what is left if the window dies. */
const helperLabels = () => ({ [helperLabel]: 'shell at a line', [helperOwnerLabel]: ownerOfProcess().name });

function containerOf(image: string, { environment, emptyFolders, network }: ShellPlan): ContainerRequest {
  return {
    image,
    environment,
    tty: true,
    openStdin: true,
    stdinOnce: true,
    autoRemove: true,
    labels: helperLabels(),
    mounts: emptyFolders.map((destination) => ({ kind: 'tmpfs', source: '', destination, readOnly: false })),
    ...(network === undefined ? {} : { network }),
  };
}

/** Best first; where images have them that no PATH leads to. */
const shells = ['bash', 'zsh', 'ash', 'sh'];
const folders = ['/bin', '/usr/bin', '/usr/local/bin', '/busybox'];

/** Looked up in a container that never starts: one without a shell could not. */
async function shellOf(
  engine: Engine,
  image: string,
  plan: ShellPlan,
  signal: AbortSignal,
): Promise<string | undefined> {
  const request = { ...containerOf(image, plan), autoRemove: false, entrypoint: ['sh'], command: [] };
  return withContainer(engine, request, signal, async (id) => {
    for (const path of shells.flatMap((shell) => folders.map((folder) => `${folder}/${shell}`))) {
      if (await unless(engine.files.stat(id, path, signal), 'not-found')) return path;
    }
    return undefined;
  });
}

export const noShellHere = l10n.t('There is no shell at this line: the image has none, like images FROM scratch.');

function tellThatThereIsNone(
  services: EngineServices,
  at: ShellAtLine,
  plan: ShellPlan,
  platform: string,
  screen: TerminalScreen,
): void {
  screen.write(`${yellow(noShellHere)}\r\n`);
  services.host.inform(noShellHere, [
    {
      title: l10n.t('Browse Files'),
      run: () =>
        services.host.progress(l10n.t('Building up to the line'), (_report, signal) =>
          withState(
            services,
            at,
            plan,
            () => {},
            signal,
            (image) => browse(services, image, plan, signal),
          ),
        ),
    },
    {
      title: l10n.t('Open Shell with BusyBox'),
      run: async () => openShellAt(services, { ...at, busyBox: await getBusyBox(services, platform) }),
    },
  ]);
}

async function browse(services: EngineServices, image: string, plan: ShellPlan, signal: AbortSignal): Promise<void> {
  const { engine } = services;
  const request = { ...containerOf(image, plan), autoRemove: false, entrypoint: ['sh'], command: [] };
  await withContainer(engine, request, signal, async (id) => {
    const container = await engine.containers.get(id, signal);
    if (container) await browseFiles(services, containerSource(services, container), '/');
  });
}

function progressOn(screen: TerminalScreen): (progress: BuildProgress) => void {
  const output = buildOutput();
  return (progress) => {
    for (const line of output.lines(progress)) screen.write(`${line.replaceAll('\n', '\r\n')}\r\n`);
  };
}
