// How soon what a user does in the editor is answered: beside a trivial extension (and others whose packages are given), in
// turns, each in a real VS Code of its own. Only ratios count: machines differ, and no two minutes are alike.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { paletteTitleOf } from '../support/command-titles.ts';
import { removeImage } from '../support/engine-cleanup.ts';
import { packageStub } from '../support/stub-extension.mjs';
import { openVsCode, type VsCode } from '../ui/driver.ts';
import { openPage } from '../ui/opened-pages.ts';
import { whenClicked, whenCompleted, whenLastMark, whenMarked, whenOpenedAndMarked, whenRows } from './editor-page.ts';
import { probeManifest, probeOf, probeSource } from './editor-probe.ts';
import { atRestWithAllOpen, type Rest } from './editor-rest.ts';
import { type Figure, median, rounded } from './figures.ts';
import { askEngine } from './plain-engine.ts';
import { listenAndNote, type RequestLog } from './request-log.ts';
import { packageTrivialExtension } from './trivial-extension.ts';

export { figureLine, isKept } from './figures.ts';

export interface EditorBench {
  /** Of the engine, which is this bench's own. */
  readonly socketPath: string;
  /** Of an image on the engine, with a shell. */
  readonly baseImage: string;
  /** For sockets and packages; exists, and is removed by the caller. */
  readonly folder: string;
  readonly rounds: number;
  /** Containers and images in the views. */
  readonly rows: number;
  readonly vsix: string;
  /** Package of another build of Longshore, which stands for "today". */
  readonly before?: string | undefined;
  /** Package of another extension that lints Dockerfiles, which is only told. */
  readonly peer?: string | undefined;
  /** The parts to be measured, of which the memory at rest needs the rows; absent: all. */
  readonly only?: readonly string[] | undefined;
  /** How long nothing happens before the memory at rest is read; absent: as long as V8 takes to give back what it needs no more. */
  readonly restSeconds?: number | undefined;
  readonly say: (line: string) => void;
}

interface Subject {
  readonly name: string;
  readonly vscode: VsCode;
  /** Of its container of views, and of the list of running extensions. */
  readonly title: string;
}

const isLongshore = ({ name }: Subject) => name === 'longshore' || name === 'before';

/** Milliseconds of each round, by subject. */
type Times = Readonly<Record<string, number[]>>;

export async function benchEditor(bench: EditorBench): Promise<Figure[]> {
  const { folder, socketPath, rounds, say } = bench;
  const probe = await packageStub({
    folder,
    publisher: 'bench',
    name: 'probe',
    code: probeSource,
    manifest: probeManifest,
  });
  const home = homeOfUser(folder);
  const relays: RequestLog[] = [];
  const subjects: Subject[] = [];
  try {
    const packages = {
      longshore: bench.vsix,
      trivial: await packageTrivialExtension(folder, socketPath),
      ...(bench.before ? { before: bench.before } : {}),
      ...(bench.peer ? { peer: bench.peer } : {}),
    };
    for (const [name, extension] of Object.entries(packages)) {
      const relay = await listenAndNote(join(folder, `${name}.sock`), socketPath);
      relays.push(relay);
      const vscode = await openVsCode({
        extension,
        extensions: [probe],
        screenshots: `bench-editor-${name}`,
        env: { DOCKER_HOST: `unix://${relay.socketPath}`, BENCH_PROBE: join(folder, `${name}.json`), HOME: home },
        settings: {
          // The lenses' lines would move what is measured.
          'editor.codeLens': true,
          'editor.hover.enabled': false,
          // All windows share the processor: those that wait draw nothing.
          'editor.cursorBlinking': 'solid',
          'terminal.integrated.cursorBlinking': false,
        },
      });
      subjects.push({ name, vscode, title: name === 'trivial' ? 'Trivial' : 'Longshore' });
    }
    const linters = subjects;
    const trees = subjects.filter(({ name }) => name !== 'peer');
    const told = (title: string, times: Times) => {
      const each = Object.entries(times).map(([name, all]) => `${name} ${rounded(median(all))} ms`);
      say(`${title}: ${each.join(', ')}`);
      return times;
    };
    const figures: Figure[] = [];
    const bar = (name: string, times: Times, limit: number, against = 'trivial') => {
      const other = times[against];
      if (other) figures.push({ name, value: ratio(times.longshore ?? [], other), unit: `times ${against}`, limit });
    };

    /** Each as `--only` names it, in the order in which they are measured. */
    const parts = {
      async squiggle() {
        for (const lines of [20, 500]) {
          const times = told(`key to squiggle, ${lines} lines`, await keyToSquiggle(linters, lines, rounds));
          bar(`key-to-squiggle-${lines}`, times, 1.3);
        }
      },
      async completion() {
        for (const lines of [20, 500]) {
          const times = told(`key to completion, ${lines} lines`, await keyToCompletion(linters, lines, rounds));
          bar(`key-to-completion-${lines}`, times, 1.3);
        }
      },
      async text() {
        bar('text-to-squiggle', told('text to first squiggle', await textToSquiggle(linters, rounds)), 1.2);
      },
      async activation() {
        bar('activation', told('activation by a Dockerfile, load and call', await activationTimes(trees, rounds)), 2);
      },
      async typing() {
        const strains: Record<string, number> = {};
        for (const subject of linters) {
          const { delay, lost } = await typingStrain(subject, join(folder, `${subject.name}.json`));
          strains[subject.name] = delay;
          if (subject === linters[0]) figures.push({ name: 'typing-lost', value: lost, unit: 'characters', limit: 0 });
        }
        const delays = Object.entries(strains).map(([name, delay]) => `${name} ${rounded(delay)} ms`);
        say(
          `60 characters a second in 2,000 lines: delay of the extension host's event loop (p99): ${delays.join(', ')}`,
        );
        const strain = rounded((strains.longshore ?? Number.NaN) - (strains.trivial ?? Number.NaN));
        figures.push({ name: 'typing-loop-delay-above-trivial', value: strain, unit: 'ms', limit: 20 });
      },
      async rows() {
        await fill(bench);
        const before = relays[0]?.requests.length ?? 0;
        let opening: readonly string[] = [];
        const onRows = async ({ name }: Subject) => {
          if (name !== 'longshore' || opening.length > 0) return;
          // What comes right behind the rows counts, too.
          await setTimeout(1000);
          opening = relays[0]?.requests.slice(before) ?? [];
        };
        bar('click-to-rows', told('click to rows', await clickToRows(trees, rounds, onRows)), 3);
        say(`requests when the views open: ${opening.map((line) => line.replace(/\?.*/, '')).join(', ')}`);
        figures.push({
          name: 'requests-of-views',
          value: opening.filter((line) => /\/json\b/.test(line)).length,
          unit: 'lists and inspections',
          limit: 4,
        });
        for (const page of ['describe', 'history']) {
          const value = await requestsOfPage(subjects[0], relays[0], paletteTitleOf(`longshore.image.${page}`));
          figures.push({ name: `requests-of-image-${page}`, value, unit: 'requests', limit: 5 });
        }
        const against = bench.before ? 'before' : 'trivial';
        const { appeared, gone } = await runToRow(bench, trees);
        bar('run-to-row', told('run -d to row', appeared), 1, against);
        bar('removed-to-row-gone', told('rm -f to row gone', gone), bench.before ? 0.5 : 1, against);
      },
      async build() {
        const docker = await dockerThatBuilds();
        if (docker === undefined)
          return say('No docker program here can build with BuildKit: builds are not measured.');
        // All go over the same relay.
        const socketPath = String(relays[0]?.socketPath);
        const times = await clickToLastMark({ ...bench, socketPath }, subjects.filter(isLongshore), docker);
        bar('cached-build', told('click on Build to last mark, cached', times.cached), 1, 'docker');
        bar('first-build', told('the same, first of its session', times.first), 1.5, 'docker');
      },
      async rest() {
        const compared = trees.filter(({ name }) => name !== 'before');
        const text = dockerfile(20, 'sudo');
        const seconds = bench.restSeconds ?? 60;
        const rest = await atRestWithAllOpen({ subjects: compared, rounds, text, folder, seconds });
        /** By how much ours is above the trivial one's. */
        const above = (what: keyof Rest, words: string, unit: string): number => {
          const of = Object.fromEntries(
            compared.map(({ name }) => [name, median((rest[name] ?? []).map((one) => one[what]))]),
          );
          const each = Object.entries(of).map(([name, value]) => `${name} ${rounded(value)} ${unit}`);
          say(`${words}: ${each.join(', ')}`);
          return rounded(Number(of.longshore) - Number(of.trivial));
        };
        above('opened', 'resident memory of the extension host, all just opened', 'MB');
        const memory = above('memory', 'the same at rest', 'MB');
        figures.push({ name: 'memory-above-trivial', value: memory, unit: 'MB', limit: 8 });
        above('collected', 'the same, once all is collected', 'MB');
        // Single windows of the same extension differ by several megabytes: what is kept says whether it is the extension's.
        const kept = above('kept', 'heap and buffers, once all is collected', 'MB');
        figures.push({ name: 'memory-kept-above-trivial', value: kept, unit: 'MB', limit: 8 });
        const processor = above('processor', 'processor time at rest', '% of a core');
        figures.push({ name: 'processor-above-trivial', value: processor, unit: '% of a core', limit: 2 });
      },
    };
    const unknown = bench.only?.filter((part) => !(part in parts)) ?? [];
    if (unknown.length > 0)
      throw new Error(`There is no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}.`);
    for (const [part, measure] of Object.entries(parts)) if (bench.only?.includes(part) ?? true) await measure();
    return figures;
  } catch (error) {
    for (const { vscode } of subjects) await vscode.screenshot('failed');
    throw error;
  } finally {
    for (const { vscode } of subjects) await vscode.close();
    for (const relay of relays) await relay.close();
  }
}

/** Of somebody who uses Docker and SSH: what is looked for there is there. */
function homeOfUser(folder: string): string {
  const home = join(folder, 'home');
  const files = { '.docker/config.json': '{}', '.ssh/config': '', '.ssh/known_hosts': '' };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  return home;
}

const ratio = (own: readonly number[], other: readonly number[]) =>
  Math.round((median(own) / median(other)) * 100) / 100;

const emptyTimes = (subjects: readonly Subject[]): Record<string, number[]> =>
  Object.fromEntries(subjects.map(({ name }) => [name, []]));

/** Clean; the word in the last line lacks one letter of what every subject marks. */
function dockerfile(lines: number, word = 'sud'): string {
  const filling = Array.from({ length: lines - 3 }, (_, at) => `ENV A${at}=${at}`);
  return ['FROM debian:12.7', ...filling, 'USER app', `RUN ${word} true`].join('\n');
}

/** Opens the Dockerfile, with the cursor behind its last character. */
async function goToEnd(vscode: VsCode, lines: number): Promise<void> {
  await vscode.openFile('Dockerfile');
  await vscode.page.locator('.editor-instance .view-lines').first().click();
  await vscode.press('Control+End');
  await vscode.page.getByText(`Ln ${lines}, `).waitFor();
}

async function openAtEnd(vscode: VsCode, lines: number): Promise<void> {
  // One that is open would be read anew at some time.
  await vscode.runCommand('View: Close All Editors');
  await vscode.page.locator('.editor-instance').first().waitFor({ state: 'detached' });
  writeFileSync(join(vscode.workspace, 'Dockerfile'), dockerfile(lines));
  await goToEnd(vscode, lines);
}

async function keyToSquiggle(subjects: readonly Subject[], lines: number, rounds: number): Promise<Times> {
  const times = emptyTimes(subjects);
  for (const { vscode } of subjects) {
    await openAtEnd(vscode, lines);
    for (const key of ['Control+ArrowLeft', 'ArrowLeft']) await vscode.press(key);
    await vscode.page.getByText('Col 8').waitFor();
  }
  // Somebody who types has typed before: while the programs are compiled nothing counts.
  for (let round = -Math.max(rounds, 2); round < rounds; round++) {
    for (const { name, vscode } of subjects) {
      const marked = await whenMarked(vscode.page, true);
      await vscode.type('o');
      const time = await marked();
      if (round >= 0) times[name]?.push(time);
      const clean = await whenMarked(vscode.page, false);
      await vscode.press('Backspace');
      await clean();
    }
  }
  for (const { vscode } of subjects) await vscode.runCommand('File: Revert File');
  return times;
}

/** From the first letter of an instruction to the list that has it. */
async function keyToCompletion(subjects: readonly Subject[], lines: number, rounds: number): Promise<Times> {
  const times = emptyTimes(subjects);
  for (const { vscode } of subjects) {
    await openAtEnd(vscode, lines);
    await vscode.press('Enter');
    await vscode.page.getByText(`Ln ${lines + 1}, `).waitFor();
  }
  for (let round = -2; round < rounds; round++) {
    for (const { name, vscode } of subjects) {
      const completed = await whenCompleted(vscode.page, 'RUN');
      await vscode.type('R');
      const time = await completed();
      if (round >= 0) times[name]?.push(time);
      await vscode.press('Escape');
      await vscode.page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
      await vscode.press('Backspace');
    }
  }
  for (const { vscode } of subjects) await vscode.runCommand('File: Revert File');
  return times;
}

/**
 * In a window that has just been opened, so that the extension is loaded for it. Not in one that is loaded again: what the page
 * before left in its process is collected at some time, within the wait or not, and takes longer than all that is measured.
 */
async function textToSquiggle(subjects: readonly Subject[], rounds: number): Promise<Times> {
  const times = emptyTimes(subjects);
  for (const { vscode } of subjects) {
    await vscode.runCommand('View: Close All Editors');
    writeFileSync(join(vscode.workspace, 'Dockerfile'), dockerfile(20, 'sudo'));
  }
  for (let round = 0; round < rounds; round++) {
    // Whoever comes behind a window that was just left has it harder.
    for (const { name, vscode } of round % 2 === 0 ? subjects : [...subjects].reverse()) {
      const window = await vscode.openSecondWindow();
      await window.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      const marked = await whenOpenedAndMarked(window.page, 'RUN sudo');
      await window.openFile('Dockerfile');
      times[name]?.push(await marked());
      await window.runCommand('View: Close All Editors');
      // Writes down that none is open: the next window would open it at once.
      await window.reload();
      // Ends its extension host, which would be kept for a page that is closed.
      await window.page.goto('about:blank');
      await window.page.close();
    }
  }
  return times;
}

/** As the editor itself counts: what the loading of an extension's main file and the call of its `activate` keep others waiting. */
async function activationTimes(subjects: readonly Subject[], rounds: number): Promise<Times> {
  const times = emptyTimes(subjects);
  for (let round = 0; round < rounds; round++) {
    for (const { name, vscode, title } of subjects) {
      await vscode.reload();
      await vscode.openFile('Dockerfile');
      await vscode.runCommand('Developer: Show Running Extensions');
      const row = vscode.page.locator('.runtime-extensions-editor .extension').filter({ hasText: title }).first();
      const shown = row.locator('.activation-time').filter({ hasText: /\d/ });
      times[name]?.push(Number(/(\d+)\s*ms/.exec(await shown.innerText())?.[1]));
      await vscode.runCommand('View: Close All Editors');
    }
  }
  return times;
}

/** Ways of keys in a Dockerfile that is as long as any that people write. */
async function typingStrain({ vscode }: Subject, probePath: string): Promise<{ delay: number; lost: number }> {
  writeFileSync(join(vscode.workspace, 'Dockerfile'), dockerfile(2000));
  await goToEnd(vscode, 2000);
  await vscode.press('Enter');
  const typed = `RUN echo ${'typing quickly '.repeat(20)}`.trimEnd();
  rmSync(probePath, { force: true });
  await vscode.page.keyboard.type(typed, { delay: 1000 / 60 });
  await vscode.line(typed.slice(-30)).waitFor();
  const shown = (await vscode.line('RUN echo typing').innerText()).replaceAll('\u00a0', ' ');
  const { delay } = probeOf(probePath);
  await vscode.runCommand('File: Revert File');
  await vscode.runCommand('View: Close All Editors');
  return { delay, lost: typed.length - shown.trimEnd().length };
}

async function fill({ socketPath, baseImage, rows }: EditorBench): Promise<void> {
  for (let at = 0; at < rows; at++) {
    const name = `bench-container-${at}`;
    await askEngine(socketPath, 'POST', `/containers/create?name=${name}`, {
      Image: baseImage,
      Cmd: ['sleep', '1000'],
    });
    await askEngine(
      socketPath,
      'POST',
      `/commit?container=${name}&repo=bench-image-${at}&tag=1&changes=LABEL%20at=${at}`,
    );
  }
}

async function clickToRows(
  subjects: readonly Subject[],
  rounds: number,
  onRows: (subject: Subject) => Promise<void>,
): Promise<Times> {
  const times = emptyTimes(subjects);
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      const { name, vscode, title } = subject;
      // The window comes back with what it shows.
      await vscode.runCommand('View: Show Explorer');
      await vscode.reload();
      await vscode.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      const tab = vscode.page.locator('.activitybar').getByRole('tab', { name: title });
      await tab.waitFor();
      const clicked = await whenClicked(vscode.page);
      const rows = await whenRows(vscode.page, ['bench-container-', 'bench-image-'], { atLeast: 3 });
      await tab.click();
      times[name]?.push((await rows()) - (await clicked()));
      await onRows(subject);
    }
  }
  return times;
}

/** Of a page of an image, until nothing has been asked for a second. */
async function requestsOfPage(
  subject: Subject | undefined,
  relay: RequestLog | undefined,
  command: string,
): Promise<number> {
  if (!subject || !relay) throw new Error('Nothing is measured.');
  const { vscode } = subject;
  // The platforms of images are asked for little by little, which is nothing of the page.
  await untilQuiet(relay, 7000);
  const before = relay.requests.length;
  await openPage(vscode, { name: command, command, choices: ['bench-image-1'] }, async () => undefined);
  await untilQuiet(relay, 1000);
  await vscode.runCommand('View: Close All Editors');
  return relay.requests.slice(before).filter((line) => !isPing(line)).length;
}

const isPing = (line: string) => line.startsWith('GET /_ping');

/** Until nothing has been asked for so many milliseconds. */
async function untilQuiet(relay: RequestLog, pause: number): Promise<void> {
  const asked = () => relay.requests.filter((line) => !isPing(line)).length;
  for (let seen = -1; seen !== asked(); ) {
    seen = asked();
    await setTimeout(pause);
  }
}

/** VS Code draws a tree that has just changed only once it has not for 200 ms: a person's next step comes later. */
const untilDrawn = () => setTimeout(500);

/** One window after the other shows its rows: if all drew at the same moment, each would be measured by the others. */
async function runToRow(bench: EditorBench, subjects: readonly Subject[]): Promise<{ appeared: Times; gone: Times }> {
  const { socketPath, baseImage, rounds } = bench;
  const appeared = emptyTimes(subjects);
  const gone = emptyTimes(subjects);
  const body = { Image: baseImage, Cmd: ['sleep', '1000'] };
  for (const { vscode } of subjects) await vscode.runCommand('View: Show Explorer');
  for (let half = 0; half < 2; half++) {
    for (const { name: subject, vscode, title } of subjects) {
      const shown = await whenRows(vscode.page, ['bench-container-'], { atLeast: 3 });
      await vscode.page.locator('.activitybar').getByRole('tab', { name: title }).click();
      await shown();
      for (let round = 0; round < Math.ceil(rounds / 2); round++) {
        const name = `aaa-${half}-${round}`;
        const row = await whenRows(vscode.page, [name], { atLeast: 1 });
        const begun = Date.now();
        const { Id } = await askEngine<{ Id: string }>(socketPath, 'POST', `/containers/create?name=${name}`, body);
        await askEngine(socketPath, 'POST', `/containers/${Id}/start`);
        appeared[subject]?.push((await row()) - begun);
        await untilDrawn();
        const left = await whenRows(vscode.page, [name], { atMost: 0 });
        const removed = Date.now();
        await askEngine(socketPath, 'DELETE', `/containers/${Id}?force=1`);
        gone[subject]?.push((await left()) - removed);
        await untilDrawn();
      }
      await vscode.runCommand('View: Show Explorer');
    }
  }
  return { appeared, gone };
}

/** Against the same build in a terminal, with the cache full in both. */
async function clickToLastMark(
  bench: EditorBench,
  subjects: readonly Subject[],
  program: string,
): Promise<{ cached: Times; first: Times }> {
  const { socketPath, baseImage, rounds } = bench;
  const text = [`FROM ${baseImage}`, ...Array.from({ length: 8 }, (_, at) => `RUN : bench-${at}`), 'CMD ["true"]'].join(
    '\n',
  );
  const times: Record<string, number[]> = { ...emptyTimes(subjects), docker: [] };
  const first = emptyTimes(subjects);
  for (const { vscode } of subjects) {
    writeFileSync(join(vscode.workspace, 'Dockerfile'), `${text}\n`);
    await vscode.runCommand('View: Show Explorer');
    await vscode.openFile('Dockerfile');
    // It opens where a longer one was left.
    await vscode.page.locator('.editor-instance .view-lines').first().click();
    await vscode.press('Control+Home');
  }
  const [folder = ''] = subjects.map(({ vscode }) => vscode.workspace);
  const builtBy = async ({ vscode }: Subject) => {
    const clicked = await whenClicked(vscode.page);
    const marked = await whenLastMark(vscode.page, 'bench-7');
    await vscode.pressLens(/^Build$/);
    const time = (await marked()) - (await clicked());
    await vscode.dismissNotifications();
    await vscode.page.waitForFunction(
      () => !document.querySelector('.codelens-decoration')?.textContent?.includes('building'),
    );
    return time;
  };
  // The first fills the cache.
  for (let round = -1; round < rounds; round++) {
    const begun = performance.now();
    await runInTerminal(program, socketPath, 'build', '-t', 'bench-built:1', folder);
    if (round >= 0) times.docker?.push(performance.now() - begun);
    for (const subject of subjects) {
      const time = await builtBy(subject);
      if (round >= 0) times[subject.name]?.push(time);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      const { vscode, name } = subject;
      await vscode.reload();
      await vscode.codeLens(/^Build$/).waitFor();
      // A window that was just opened is busy, and nobody builds at once.
      await setTimeout(2000);
      first[name]?.push(await builtBy(subject));
    }
  }
  for (const made of ['bench-built:1', 'sample:latest']) await removeImage(socketPath, made);
  return { cached: times, first: { ...first, docker: times.docker ?? [] } };
}

/** Up to version 22 the program builds with BuildKit by itself; newer ones leave it to buildx, which need not be there. */
async function dockerThatBuilds(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, 'docker');
    if (!existsSync(program)) continue;
    const version = await promisify(execFile)(program, ['--version']).then(({ stdout }) => stdout);
    const major = Number(/version (\d+)/.exec(version)?.[1]);
    const hasBuildx = run(program, '/nowhere', 'buildx', 'version').then(
      () => true,
      () => false,
    );
    if (major < 23 || (await hasBuildx)) return program;
  }
  return undefined;
}

/** Progress is drawn for a person, as in a terminal that is open already. */
function runInTerminal(program: string, socketPath: string, ...args: readonly string[]): Promise<void> {
  const quoted = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const line = `stty cols 120 rows 40; exec ${quoted}`;
  return run('script', socketPath, '--quiet', '--return', '--flush', '--command', line, '/dev/null');
}

function run(program: string, socketPath: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { TERM: 'xterm-256color', ...process.env, DOCKER_HOST: `unix://${socketPath}`, DOCKER_BUILDKIT: '1' };
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')}: ${said}`)),
    );
  });
}
