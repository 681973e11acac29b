// The page of an image.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { stateNames } from '../src/panels/container-words.ts';
import { meaningOf } from '../src/panels/history-words.ts';
import type { ImageFacts, LayerFacts, Named } from '../src/panels/image-facts.ts';
import type { FromImagePage, ImageAction, ToImagePage } from '../src/panels/image-messages.ts';
import { formatAge, formatBytes } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import {
  button,
  facts,
  folded,
  historyRow,
  holdNote,
  iconButton,
  jsonWords,
  link,
  type Shown,
  section,
  values,
} from './parts.ts';

let known: ImageFacts | undefined;
let hold: Extract<ToImagePage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
const revealed = new Map<string, string>();

const page = startPage<ToImagePage, FromImagePage>(take, () => (known ? view(known) : emptyView()));
const run = (action: ImageAction) => () => page.post({ type: 'run', action });
const copy = (text: string) => () => page.post({ type: 'copy', text });

function take(message: ToImagePage): void {
  if (message.type === 'facts') known = message.facts;
  else if (message.type === 'hold') hold = message;
  else revealed.set(`${message.of} ${message.name}`, message.value);
}

const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));
const emptyView = () => (hold.hold === 'live' ? undefined : html`${note()}`);

function view(image: ImageFacts): TemplateResult {
  return html`
    ${head(image)}
    ${note()}
    ${image.newer === undefined ? nothing : newer(image.newer)}
    ${layers(image)}
    <div class="columns">
      ${configuration(image)}
      ${names(image)}
      ${containers(image)}
      ${relatives(image)}
      ${named(l10n.t('Environment'), image.environment, 'environment')}
      ${named(l10n.t('Labels'), image.labels, 'labels')}
    </div>`;
}

function head(image: ImageFacts): TemplateResult {
  const gone = hold.hold === 'gone';
  const buttons: readonly Parameters<typeof button>[0][] = [
    { icon: 'start', label: l10n.t('Run'), press: run('run'), primary: true },
    { icon: 'push', label: l10n.t('Push'), press: run('push') },
    { icon: 'pull', label: l10n.t('Pull'), press: run('pull') },
    { icon: 'tag', label: l10n.t('Add Tag'), press: run('tag') },
    { icon: 'sync', label: l10n.t('Check for Newer'), press: run('checkNewer') },
    { icon: 'save', label: l10n.t('Save'), press: run('save') },
    { icon: 'files', label: l10n.t('Explore Layers'), does: 'layers', press: run('layers') },
    { icon: 'json', label: l10n.t('Inspect'), press: run('inspect') },
    { icon: 'trash', label: l10n.t('Remove'), press: run('remove') },
  ];
  const platforms = image.platforms.join(', ');
  const age = l10n.t('created {0}', formatAge(image.createdAt, Date.now()));
  return html`
    <div class="title">
      <span class="mood quiet">${icon('layers')}</span>
      <h1>${image.name}</h1>
      ${iconButton('copy', l10n.t('Copy Name'), copy(image.tags[0] ?? image.id))}
      <p class="state">${gone ? l10n.t('removed') : [formatBytes(image.size), platforms, age].filter(Boolean).join(' · ')}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${buttons.map((each) => button({ ...each, disabled: gone }))}
    </div>`;
}

function newer(words: string): TemplateResult {
  return html`<section class="why busy"><header><h2>${l10n.t('A newer one is available')}</h2>
    ${button({ icon: 'pull', label: l10n.t('Pull'), press: run('pull') })}</header><p>${words}</p></section>`;
}

function layers(image: ImageFacts): TemplateResult {
  const { base, buildId } = image;
  const own = image.layers.slice(base?.layers ?? 0);
  const ofBase = image.layers.slice(0, base?.layers ?? 0);
  const largest = Math.max(1, ...image.layers.map(({ size }) => size));
  const sum = (some: readonly LayerFacts[]) => some.reduce((total, { size }) => total + size, 0);
  const dockerfile = image.dockerfile?.replace(/^.*[\\/]/, '');
  const rows = (some: readonly LayerFacts[]) =>
    html`<ol class="layers">${some.map((layer) => layerRow(layer, largest))}</ol>`;
  return section(
    l10n.t('How it was made'),
    html`${
      base
        ? html`${folded(
            l10n.t('Base image {0}: {1}', base.name, formatBytes(sum(ofBase))),
            rows(ofBase),
            () => undefined,
            'base-image',
          )}`
        : nothing
    }${rows(own)}`,
    html`<span class="actions">${
      dockerfile === undefined
        ? nothing
        : button({
            icon: 'goToFile',
            label: l10n.t('Open {0}', dockerfile),
            press: () => page.post({ type: 'openLine', line: undefined }),
          })
    }${
      buildId === undefined
        ? nothing
        : button({
            icon: 'graph',
            label: l10n.t('Open Its Build'),
            press: () => page.post({ type: 'open', kind: 'build', id: buildId }),
          })
    }${base ? button({ icon: 'layers', label: l10n.t('Open Base Image'), press: () => page.post({ type: 'open', kind: 'image', id: base.id }) }) : nothing}</span>`,
    'how-made',
  );
}

function layerRow(layer: LayerFacts, largest: number): TemplateResult {
  return historyRow(layer, {
    largest,
    title: html`<span>${meaningOf(layer.instruction)}</span>`,
    openLine: (line) => page.post({ type: 'openLine', line }),
  });
}

function configuration(image: ImageFacts): TemplateResult {
  return section(
    l10n.t('Configuration'),
    facts([
      [l10n.t('Entrypoint'), jsonWords(image.entrypoint)],
      [l10n.t('Command'), jsonWords(image.command)],
      [l10n.t('Working directory'), image.workingDirectory],
      [l10n.t('User'), image.user || l10n.t('root (not set)')],
      [l10n.t('Ports'), image.ports.join(', ')],
      [l10n.t('Volumes'), image.volumes.join(', ')],
      [image.platforms.length > 1 ? l10n.t('Platforms') : l10n.t('Platform'), image.platforms.join(', ')],
      [l10n.t('Author'), image.author],
      [l10n.t('Size'), l10n.t('{0}, including layers shared with other images', formatBytes(image.size))],
      [
        'ID',
        html`<code>${image.id.replace(/^sha256:/, '').slice(0, 12)}</code>`,
        iconButton('copy', l10n.t('Copy ID'), copy(image.id)),
      ],
    ]),
  );
}

function names({ tags, digests }: ImageFacts): TemplateResult {
  const gone = hold.hold === 'gone';
  return section(
    l10n.t('Tags'),
    html`${tags.length === 0 ? html`<p class="quiet-text">${l10n.t('It has no name.')}</p>` : nothing}
      <ul class="plain rows">${tags.map(
        (tag) =>
          html`<li><span>${tag}</span><span class="beside">${iconButton('copy', l10n.t('Copy {0}', tag), copy(tag))}${
            gone
              ? nothing
              : iconButton('close', l10n.t('Remove the tag {0}', tag), () => page.post({ type: 'untag', tag }))
          }</span></li>`,
      )}</ul>
      ${
        digests.length === 0
          ? nothing
          : html`<h3>${l10n.t('Digests')}</h3><ul class="plain rows">${digests.map(
              (digest) =>
                html`<li><code>${digest}</code><span class="beside">${iconButton('copy', l10n.t('Copy {0}', digest), copy(digest))}</span></li>`,
            )}</ul>`
      }`,
  );
}

function links(
  kind: 'container' | 'image',
  all: readonly Named[],
  more: (one: Named) => Shown = () => nothing,
): TemplateResult {
  return html`<ul class="plain rows">${all.map(
    (one) =>
      html`<li>${link(one.name, () => page.post({ type: 'open', kind, id: one.id }))}<span class="quiet-text">${more(one)}</span></li>`,
  )}</ul>`;
}

function containers({ containers: all }: ImageFacts): TemplateResult {
  return section(
    l10n.t('Containers that use it'),
    all.length === 0
      ? html`<p class="quiet-text">${l10n.t('none')}</p>`
      : links('container', all, (one) => {
          const state = all.find(({ id }) => id === one.id)?.state;
          return state === undefined ? nothing : stateNames[state];
        }),
  );
}

function relatives({ builtOnIt, isComparable }: ImageFacts): Shown {
  if (builtOnIt?.length === 0) return nothing;
  const compare = () => page.post({ type: 'compare' });
  const offer = html`
    <p class="quiet-text">${l10n.t('To find them, and which images share its layers, all images are compared.')}</p>
    ${button({ icon: 'search', label: l10n.t('Compare with All Images'), does: 'compare', press: compare })}`;
  const tooMany = html`<p class="quiet-text">${l10n.t('There are too many images to compare them all.')}</p>`;
  return section(l10n.t('Images based on it'), builtOnIt ? links('image', builtOnIt) : isComparable ? offer : tooMany);
}

function named(title: string, all: ImageFacts['environment'], of: 'environment' | 'labels'): Shown {
  return all.length === 0 ? nothing : section(title, values(all, of, revealed, page.post));
}
