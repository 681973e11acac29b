// The page of a volume, and that of a network.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { stateNames } from '../src/panels/container-words.ts';
import type { NamedValue } from '../src/panels/page-messages.ts';
import type { NetworkFacts, UsedFacts, UserFacts, VolumeFacts } from '../src/panels/used-facts.ts';
import type { FromUsedPage, ToUsedPage, UsedAction } from '../src/panels/used-messages.ts';
import { formatAge } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, type Fact, facts, holdNote, iconButton, link, type Shown, section, table, values } from './parts.ts';

let known: UsedFacts | undefined;
let hold: Extract<ToUsedPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
const revealed = new Map<string, string>();

const page = startPage<ToUsedPage, FromUsedPage>(
  (message) => {
    if (message.type === 'facts') known = message.facts;
    else if (message.type === 'hold') hold = message;
    else revealed.set(`${message.of} ${message.name}`, message.value);
  },
  () => (known ? view(known) : hold.hold === 'live' ? undefined : html`${note()}`),
);
const run = (action: UsedAction) => () => page.post({ type: 'run', action });
const copy = (text: string) => () => page.post({ type: 'copy', text });
const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));
const isGone = () => hold.hold === 'gone';

function view(used: UsedFacts): TemplateResult {
  return html`
    ${head(used)}
    ${note()}
    ${users(used)}
    <div class="columns">
      ${used.noun === 'network' ? subnets(used) : nothing}
      ${section(used.noun === 'network' ? l10n.t('Network') : l10n.t('Volume'), facts(used.noun === 'network' ? ofNetwork(used) : ofVolume(used)))}
      ${named(l10n.t('Options of the driver'), used.options, 'options')}
      ${named(l10n.t('Labels'), used.labels, 'labels')}
    </div>`;
}

function head(used: UsedFacts): TemplateResult {
  const { noun, name, driver, createdAt, users: all } = used;
  const inUse = all.length > 0;
  const buttons: readonly Parameters<typeof button>[0][] = [
    noun === 'volume'
      ? { icon: 'files', label: l10n.t('Browse Files'), press: run('browse'), primary: true }
      : {
          icon: 'plug',
          label: l10n.t('Connect a Container'),
          press: run('connect'),
          primary: used.joinable,
          disabled: !used.joinable,
        },
    { icon: 'json', label: l10n.t('Inspect'), press: run('inspect') },
    { icon: 'trash', label: l10n.t('Remove'), press: run('remove'), disabled: noun === 'network' && used.predefined },
  ];
  const words = [
    isGone() ? l10n.t('removed') : inUse ? l10n.t('in use') : l10n.t('unused'),
    driver,
    createdAt === undefined ? '' : l10n.t('created {0}', formatAge(createdAt, Date.now())),
  ];
  return html`
    <div class="title">
      <span class="mood ${inUse ? 'good' : 'quiet'}">${icon(noun === 'volume' ? 'database' : 'network')}</span>
      <h1>${name}</h1>
      ${iconButton('copy', l10n.t('Copy Name'), copy(noun === 'volume' ? used.id : name))}
      <p class="state">${words.filter(Boolean).join(' · ')}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${buttons.map((each) => button({ ...each, disabled: isGone() || each.disabled === true }))}
    </div>`;
}

function users(used: UsedFacts): TemplateResult {
  const { noun, users: all } = used;
  const title = noun === 'volume' ? l10n.t('Containers that use it') : l10n.t('Containers in this network');
  if (all.length === 0) {
    return section(
      title,
      html`<p class="quiet-text">${noun === 'volume' ? l10n.t('No container uses this volume.') : l10n.t('No container is in this network.')}</p>`,
      nothing,
      'users',
    );
  }
  const where = noun === 'volume' ? l10n.t('Path in the container') : l10n.t('Addresses');
  const more = noun === 'volume' ? l10n.t('Access') : html`<span class="unseen">${l10n.t('Actions')}</span>`;
  return section(
    title,
    table(
      title,
      [l10n.t('Container'), l10n.t('State'), where, more],
      all.map((user) => [
        link(user.name, () => page.post({ type: 'open', id: user.id }), l10n.t('Open the container')),
        stateNames[user.state],
        places(used, user),
        last(used, user),
      ]),
    ),
    nothing,
    'users',
  );
}

function places({ noun }: UsedFacts, { places: all, state }: UserFacts): Shown {
  if (all.length === 0)
    return html`<span class="quiet-text">${noun === 'network' && state !== 'running' ? l10n.t('none while it does not run') : l10n.t('not known')}</span>`;
  return html`${all.map(
    (place) =>
      html`<span class="place"><code>${place}</code>${iconButton('copy', l10n.t('Copy {0}', place), copy(place))}</span>`,
  )}`;
}

function last(used: UsedFacts, { id, name, readOnly, places: all }: UserFacts): Shown {
  if (used.noun === 'volume') {
    const words = readOnly ? l10n.t('read-only') : l10n.t('read-write');
    return all.length === 0 ? '' : html`<span class="one-line">${words}</span>`;
  }
  if (!used.joinable || isGone()) return '';
  return iconButton('close', l10n.t('Disconnect {0}', name), () => page.post({ type: 'disconnect', id }));
}

function subnets({ subnets: all }: NetworkFacts): Shown {
  if (all.length === 0) return nothing;
  return section(
    l10n.t('Subnets'),
    table(
      l10n.t('Subnets'),
      [l10n.t('Subnet'), l10n.t('Gateway'), l10n.t('Range for containers')],
      all.map(({ subnet, gateway, range }) => [
        html`<span class="place"><code>${subnet}</code>${iconButton('copy', l10n.t('Copy {0}', subnet), copy(subnet))}</span>`,
        gateway === ''
          ? l10n.t('none')
          : html`<span class="place"><code>${gateway}</code>${iconButton('copy', l10n.t('Copy {0}', gateway), copy(gateway))}</span>`,
        range || l10n.t('the whole subnet'),
      ]),
    ),
  );
}

const yesOrNo = (value: boolean) => (value ? l10n.t('yes') : l10n.t('no'));

function ofNetwork(network: NetworkFacts): readonly Fact[] {
  return [
    [l10n.t('Driver'), network.driver],
    [l10n.t('Scope'), network.scope],
    [l10n.t('Internal'), network.internal ? l10n.t('yes: its containers reach only each other') : l10n.t('no')],
    [l10n.t('Attachable'), yesOrNo(network.attachable)],
    ['IPv6', yesOrNo(network.ipv6)],
    [l10n.t('Made by'), network.predefined ? l10n.t('the engine itself: it cannot be removed') : undefined],
    ['ID', html`<code>${network.id.slice(0, 12)}</code>`, iconButton('copy', l10n.t('Copy ID'), copy(network.id))],
  ];
}

function ofVolume(volume: VolumeFacts): readonly Fact[] {
  const { mountpoint } = volume;
  return [
    [l10n.t('Driver'), volume.driver],
    [l10n.t('Scope'), volume.scope],
    [
      l10n.t('Made for'),
      volume.anonymous ? l10n.t('a container, by the engine, without a name of its own') : undefined,
    ],
    [
      l10n.t('Path on the engine’s machine'),
      mountpoint,
      mountpoint === '' ? nothing : iconButton('copy', l10n.t('Copy Path'), copy(mountpoint)),
    ],
  ];
}

function named(title: string, all: readonly NamedValue[], of: 'options' | 'labels'): Shown {
  return all.length === 0 ? nothing : section(title, values(all, of, revealed, page.post));
}
