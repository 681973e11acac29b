// The page of a container.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ContainerFacts } from '../src/panels/container-facts.ts';
import {
  type ContainerAction,
  type FromContainerPage,
  mostOutput,
  type OutputLine,
  type ToContainerPage,
} from '../src/panels/container-messages.ts';
import { moodOf, stateLine, whyStopped } from '../src/panels/container-words.ts';
import type { NamedValue } from '../src/panels/page-messages.ts';
import type { StatsPoint } from '../src/panels/stats-messages.ts';
import { mostPoints } from '../src/panels/stats-points.ts';
import { formatAge } from '../src/quantities.ts';
import { chart, charts } from './charts.ts';
import { type IconName, icon } from './icons.ts';
import { coloured } from './output.ts';
import { startPage } from './page.ts';
import {
  button,
  type Fact,
  facts,
  folded,
  holdNote,
  iconButton,
  jsonWords,
  link,
  type Shown,
  section,
  table,
  values,
} from './parts.ts';

type Message<Type extends ToContainerPage['type']> = Extract<ToContainerPage, { type: Type }>;

let known: ContainerFacts | undefined;
let hold: Message<'hold'> = { type: 'hold', hold: 'live', words: '' };
let points: readonly StatsPoint[] = [];
let output: readonly OutputLine[] = [];
let outputNote = '';
let processes: Message<'processes'> | undefined;
let changes: Message<'changes'> | undefined;
const revealed = new Map<string, string>();

const page = startPage<ToContainerPage, FromContainerPage>(take, () => (known ? view(known) : emptyView()));
const run = (action: ContainerAction) => () => page.post({ type: 'run', action });
const copy = (text: string) => () => page.post({ type: 'copy', text });

function take(message: ToContainerPage): void {
  switch (message.type) {
    case 'facts':
      known = message.facts;
      break;
    case 'hold':
      hold = message;
      break;
    case 'points':
      points = message.points;
      break;
    case 'point':
      points = [...points.slice(1 - mostPoints), message.point];
      break;
    case 'output':
      output = [...(message.begin ? [] : output), ...message.lines].slice(-mostOutput);
      outputNote = message.note;
      break;
    case 'processes':
      processes = message;
      break;
    case 'changes':
      changes = message;
      break;
    case 'value':
      revealed.set(`${message.of} ${message.name}`, message.value);
  }
}

/** There is nothing to tell yet; why, if it is known. */
function emptyView(): TemplateResult | undefined {
  return hold.hold === 'live' ? undefined : html`${note()}`;
}

const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));

function view(container: ContainerFacts): TemplateResult {
  return html`
    ${head(container)}
    ${note()}
    ${why(container)}
    ${newerImage(container)}
    ${otherOptions(container)}
    ${container.state === 'running' ? stats() : nothing}
    ${lastOutput()}
    <div class="columns">
      ${overview(container)}
      ${ports(container)}
      ${health(container)}
      ${mounts(container)}
      ${networks(container)}
      ${container.limits.length > 0 ? section(l10n.t('Limits and permissions'), values(container.limits, 'labels', revealed, page.post)) : nothing}
      ${named(l10n.t('Environment'), container.environment, 'environment')}
      ${named(l10n.t('Labels'), container.labels, 'labels')}
    </div>
    ${container.state === 'running' ? processTable() : nothing}
    ${changedFiles()}`;
}

const moodIcons: Readonly<Record<ReturnType<typeof moodOf>, IconName>> = {
  good: 'pass',
  busy: 'sync',
  bad: 'error',
  quiet: 'circleOutline',
};

const healthWords = {
  starting: l10n.t('health check starting'),
  healthy: l10n.t('healthy'),
  unhealthy: l10n.t('unhealthy'),
} as const;

function head(container: ContainerFacts): TemplateResult {
  const mood = hold.hold === 'gone' ? 'quiet' : moodOf(container);
  const state = hold.hold === 'gone' ? l10n.t('removed') : stateLine(container, Date.now());
  const isUp = container.state === 'running' || container.state === 'restarting';
  const gone = hold.hold === 'gone';
  const actions: readonly (Parameters<typeof button>[0] | false)[] = [
    !isUp &&
      container.state !== 'paused' && { icon: 'start', label: l10n.t('Start'), press: run('start'), primary: true },
    container.state === 'paused' && { icon: 'start', label: l10n.t('Unpause'), press: run('unpause'), primary: true },
    (isUp || container.state === 'paused') && { icon: 'stop', label: l10n.t('Stop'), does: 'stop', press: run('stop') },
    { icon: 'restart', label: l10n.t('Restart'), press: run('restart') },
    container.state === 'running' && { icon: 'terminal', label: l10n.t('Open Shell'), press: run('shell') },
    container.state === 'running' && { icon: 'plug', label: l10n.t('Attach'), press: run('attach') },
    { icon: 'output', label: l10n.t('Logs'), press: run('logs') },
    { icon: 'files', label: l10n.t('Files'), press: run('files') },
    { icon: 'commit', label: l10n.t('Commit'), press: run('commit') },
    { icon: 'copy', label: l10n.t('Copy docker run'), press: run('copyRun') },
    { icon: 'json', label: l10n.t('Inspect'), press: run('inspect') },
    { icon: 'trash', label: l10n.t('Remove'), press: run('remove') },
  ];
  return html`
    <div class="title">
      <span class="mood ${mood}">${icon(moodIcons[mood])}</span>
      <h1>${container.name}</h1>
      ${iconButton('copy', l10n.t('Copy Name'), copy(container.name))}
      <p class="state">
        ${state}${container.health && container.state === 'running' && !gone ? html` · <span class="mood ${mood}">${healthWords[container.health.status]}</span>` : nothing}
      </p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${actions.flatMap((action) => (action ? [button({ ...action, disabled: gone })] : []))}
    </div>`;
}

function newerImage({ image, hasNewerImage }: ContainerFacts): Shown {
  if (!hasNewerImage || hold.hold === 'gone') return nothing;
  const label = l10n.t('Recreate with the Newest Image');
  return html`<section id="newer-image" class="why busy"><header>
      <h2>${l10n.t('It runs an older image')}</h2>${button({ icon: 'refresh', label, does: 'recreate', press: run('recreate') })}
    </header>
    <p>${l10n.t('{0} was built or pulled again since this container was created.', image)}</p>
  </section>`;
}

function otherOptions({ otherOptions: other, hasNewerImage }: ContainerFacts): Shown {
  if (!other || hold.hold === 'gone') return nothing;
  const label = l10n.t('Recreate with the Saved Options');
  const titles = [l10n.t('Option'), l10n.t('Container'), l10n.t('Saved now')];
  return html`<section class="why busy"><header>
      <h2>${l10n.t('It has other options than the saved ones')}</h2>${hasNewerImage ? nothing : button({ icon: 'refresh', label, does: 'recreate', press: run('recreate') })}
    </header>
    <p>${l10n.t('The options that are saved for {0} are others, or those of this container were changed.', other.name)}</p>
    ${table(
      titles.join(),
      titles,
      other.rows.map(([option, ...values]) => [
        html`<span class="whole">${option}</span>`,
        ...values.map((value) => value || '—'),
      ]),
    )}
  </section>`;
}

function why(container: ContainerFacts): Shown {
  const reasons = whyStopped(container);
  if (reasons.length === 0) return nothing;
  const { restartCount, restartPolicy } = container;
  const restarts =
    restartCount === 1
      ? l10n.t('It was restarted once by the policy "{0}".', restartPolicy)
      : l10n.t('It was restarted {0} times by the policy "{1}".', restartCount, restartPolicy);
  return html`<section id="why-stopped" class="why ${moodOf(container)}">
    <h2>${container.state === 'restarting' ? l10n.t('Why it restarts') : l10n.t('Why it stopped')}</h2>
    <ul>${[...reasons, ...(restartCount > 0 ? [restarts] : [])].map((reason) => html`<li>${reason}</li>`)}</ul>
  </section>`;
}

function stats(): TemplateResult {
  return section(
    l10n.t('Stats'),
    html`<div class="charts">${charts.map((each) => chart(each, points))}</div>`,
    button({ icon: 'graph', label: l10n.t('Show All'), press: run('stats') }),
  );
}

function lastOutput(): TemplateResult {
  const content =
    output.length > 0
      ? html`<div class="output scroll end" tabindex="0" role="region" aria-label=${l10n.t('Last output')}><div>${output.map(
          ({ text, from }) => html`<div class=${from}>${coloured(text)}&#8203;</div>`,
        )}</div></div>`
      : html`<p class="quiet-text">${outputNote || l10n.t('There is no output.')}</p>`;
  return section(
    l10n.t('Last output'),
    content,
    button({ icon: 'output', label: l10n.t('Follow Logs'), press: run('logs') }),
  );
}

function overview(container: ContainerFacts): TemplateResult {
  const { restartCount, restartPolicy, startedAt } = container;
  const rows: readonly Fact[] = [
    [
      l10n.t('Image'),
      link(
        container.image,
        () => page.post({ type: 'open', kind: 'image', id: container.imageId }),
        l10n.t('Open the image'),
      ),
      iconButton('copy', l10n.t('Copy Image'), copy(container.image)),
    ],
    [l10n.t('Entrypoint'), jsonWords(container.entrypoint)],
    [l10n.t('Command'), jsonWords(container.command)],
    [l10n.t('Working directory'), container.workingDirectory],
    [l10n.t('User'), container.user || l10n.t('root (not set)')],
    [l10n.t('Started'), startedAt === undefined ? l10n.t('never') : formatAge(startedAt, Date.now())],
    [l10n.t('Restart policy'), l10n.t('{0}, restarts: {1}', restartPolicy || 'no', restartCount)],
    [l10n.t('Terminal'), container.tty ? l10n.t('yes ({0})', '-t') : l10n.t('no')],
    [l10n.t('Input'), container.openStdin ? l10n.t('open ({0})', '-i') : l10n.t('closed')],
    [l10n.t('Removed on exit'), container.autoRemove ? l10n.t('yes ({0})', '--rm') : l10n.t('no')],
    ['ID', html`<code>${container.id.slice(0, 12)}</code>`, iconButton('copy', l10n.t('Copy ID'), copy(container.id))],
  ];
  return section(l10n.t('Container'), facts(rows), nothing, 'overview');
}

function ports({ ports: all }: ContainerFacts): Shown {
  if (all.length === 0) return nothing;
  const rows = all.map(({ inside, at, url }): Fact => {
    if (at === undefined) return [inside, l10n.t('not published')];
    if (url === undefined) return [inside, at, iconButton('copy', l10n.t('Copy Address'), copy(at))];
    const open = () => page.post({ type: 'openPort', url });
    return [
      inside,
      link(url.replace(/\/$/, ''), open, l10n.t('Open in Browser')),
      html`${iconButton('external', l10n.t('Open in Browser'), open)}${iconButton('copy', l10n.t('Copy Address'), copy(url))}`,
    ];
  });
  return section(l10n.t('Ports'), facts(rows));
}

function health({ health: found }: ContainerFacts): Shown {
  if (!found) return nothing;
  const entries = [...found.log].reverse().map(
    ({ endedAt, exitCode, output: said }) => html`<li>
      <p>${formatAge(endedAt, Date.now())}: ${exitCode === 0 ? l10n.t('healthy') : l10n.t('failed ({0})', exitCode)}</p>
      ${said.trim() === '' ? nothing : html`<pre>${said.trim()}</pre>`}
    </li>`,
  );
  return section(
    l10n.t('Health checks'),
    html`<p>${healthWords[found.status]}${found.failingStreak > 0 ? `, ${l10n.t('consecutive failures: {0}', found.failingStreak)}` : nothing}</p>
      <ul class="plain">${entries}</ul>`,
  );
}

function mounts({ mounts: all }: ContainerFacts): Shown {
  if (all.length === 0) return nothing;
  const rows = all.map(({ kind, source, destination, readOnly }) => [
    destination,
    kind,
    kind === 'volume'
      ? link(source, () => page.post({ type: 'open', kind: 'volume', id: source }), l10n.t('Open the volume'))
      : source,
    html`<span class="one-line">${readOnly ? l10n.t('read-only') : l10n.t('read-write')}</span>`,
  ]);
  return section(
    l10n.t('Mounts'),
    table(
      l10n.t('Mounts'),
      [l10n.t('Path in the container'), l10n.t('Type'), l10n.t('Source'), l10n.t('Access')],
      rows,
    ),
  );
}

function networks({ networks: all }: ContainerFacts): Shown {
  if (all.length === 0) return nothing;
  const rows = all.map(
    ({ name, address, id }): Fact => [
      id === undefined
        ? name
        : link(name, () => page.post({ type: 'open', kind: 'network', id }), l10n.t('Open the network')),
      address || l10n.t('no address'),
      address ? iconButton('copy', l10n.t('Copy Address'), copy(address)) : nothing,
    ],
  );
  return section(l10n.t('Networks'), facts(rows));
}

function named(title: string, all: readonly NamedValue[], of: 'environment' | 'labels'): Shown {
  return all.length === 0 ? nothing : section(title, values(all, of, revealed, page.post));
}

function processTable(): TemplateResult {
  const ask = () => page.post({ type: 'askProcesses' });
  const content = !processes
    ? html`<p class="quiet-text">${l10n.t('Reading…')}</p>`
    : processes.note !== ''
      ? html`<p class="quiet-text">${processes.note}</p>`
      : html`<div class="processes">${table(l10n.t('Processes'), processes.titles, processes.rows)}</div>
          ${button({ icon: 'refresh', label: l10n.t('Refresh'), press: ask })}`;
  return folded(l10n.t('Processes'), content, ask, 'processes');
}

const changeIcons = { added: 'added', changed: 'modified', deleted: 'removed' } as const;
const changeWords = { added: l10n.t('added'), changed: l10n.t('changed'), deleted: l10n.t('removed') } as const;

function changedFiles(): TemplateResult {
  const ask = () => page.post({ type: 'askChanges' });
  return folded(l10n.t('Changed files'), changesContent(ask), ask, 'changed-files');
}

function changesContent(ask: () => void): Shown {
  if (!changes) return html`<p class="quiet-text">${l10n.t('Reading…')}</p>`;
  if (changes.note !== '') return html`<p class="quiet-text">${changes.note}</p>`;
  if (changes.total === 0)
    return html`<p class="quiet-text">${l10n.t('No file differs from the image. Files in volumes do not count.')}</p>`;
  const more = changes.total - changes.changes.length;
  return html`<ul class="plain files">${changes.changes.map(
    ({ path, kind }) =>
      html`<li class=${kind}>${icon(changeIcons[kind])}<span class="path">${path}</span><span class="quiet-text">${changeWords[kind]}</span></li>`,
  )}</ul>
    ${more > 0 ? html`<p>${l10n.t('And {0} more.', more)}</p>` : nothing}
    ${button({ icon: 'refresh', label: l10n.t('Refresh'), press: ask })}
    ${button({ icon: 'files', label: l10n.t('Open Changed Files'), press: run('changes') })}`;
}
