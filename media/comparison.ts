// The page of two builds: what was changed in between, which steps that made run, and what it cost.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ValueChange } from '../src/builds/compare.ts';
import { outcomeWords, stateWords } from '../src/builds/record.ts';
import type { ComparedBuild, ComparedStep, ComparisonFacts } from '../src/panels/comparison-facts.ts';
import type { FromComparisonPage, ToComparisonPage } from '../src/panels/comparison-messages.ts';
import { formatAge, formatBytes, formatDuration } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { language, startPage } from './page.ts';
import { button, holdNote, link, type Shown, section, table } from './parts.ts';
import { styled } from './styled.ts';

let known: ComparisonFacts | undefined;
let hold: Extract<ToComparisonPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };

const page = startPage<ToComparisonPage, FromComparisonPage>(
  (message) => {
    if (message.type === 'facts') known = message.facts;
    else hold = message;
  },
  () => (known ? view(known) : hold.hold === 'live' ? undefined : html`${note()}`),
);
const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));

function view(facts: ComparisonFacts): TemplateResult {
  const { name, older, newer } = facts;
  const now = Date.now();
  return html`
    <div class="title">
      <span class="mood quiet">${icon('diff')}</span>
      <h1>${l10n.t('Two builds of {0}', name)}</h1>
      <p class="state">${l10n.t('the earlier one {0}, the later one {1}', formatAge(older.startedAt, now), formatAge(newer.startedAt, now))}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${button({ icon: 'list', label: l10n.t('Open the Earlier Build'), does: 'open-earlier', press: () => page.post({ type: 'run', action: 'older' }) })}
      ${button({ icon: 'list', label: l10n.t('Open the Later Build'), does: 'open-later', press: () => page.post({ type: 'run', action: 'newer' }) })}
    </div>
    ${note()}
    ${verdict(facts)}
    <div class="columns">
      ${figures(older, newer)}
      ${causes(facts)}
      ${instructions(facts)}
      ${values(l10n.t('Options'), facts.options)}
      ${values(l10n.t('Base images'), facts.bases)}
    </div>
    ${steps(facts)}`;
}

/** What there is to know, in one sentence. */
function verdict({ steps: all, causes: known, newer }: ComparisonFacts): TemplateResult {
  const lost = all.filter(({ change }) => change === 'lost');
  const first = known.find(({ at }) => at === newer.startedAt) ?? lost[0];
  if (!first) {
    return html`<section class="why"><p>${
      newer.cached === newer.steps && newer.steps > 0
        ? l10n.t('The later build reused every step from the cache.')
        : l10n.t('No step that came from the cache before had to run.')
    }</p></section>`;
  }
  return html`<section class="why busy">
    <p>${l10n.t('The first step that had to run:')} <code>${first.text}</code></p>
    ${first.reason === undefined ? nothing : html`<p>${first.reason}</p>`}
    ${lost.length > 0 ? html`<p>${lost.length === 1 ? l10n.t('1 step ran that came from the cache before.') : l10n.t('{0} steps ran that came from the cache before.', lost.length)}</p>` : nothing}
  </section>`;
}

function figures(older: ComparedBuild, newer: ComparedBuild): TemplateResult {
  const date = (at: number) => new Date(at).toLocaleString(language);
  const size = (bytes: number | undefined) => (bytes === undefined ? l10n.t('none') : formatBytes(bytes));
  const cached = ({ cached: some, steps: all }: ComparedBuild) => l10n.t('{0} of {1} steps', some, all);
  const change = (before: number | undefined, after: number | undefined, words: (value: number) => string) =>
    before === undefined || after === undefined || before === after
      ? ''
      : whole(`${after > before ? '+' : '−'}${words(Math.abs(after - before))}`);
  return section(
    l10n.t('Figures'),
    table(
      l10n.t('Figures'),
      [unseen(l10n.t('Figure')), l10n.t('Earlier'), l10n.t('Later'), l10n.t('Difference')],
      [
        [whole(l10n.t('Started')), date(older.startedAt), date(newer.startedAt), ''],
        [whole(l10n.t('Result')), outcomeWords[older.outcome], outcomeWords[newer.outcome], ''],
        [
          whole(l10n.t('Duration')),
          formatDuration(older.duration),
          formatDuration(newer.duration),
          change(asShown(older.duration), asShown(newer.duration), formatDuration),
        ],
        [whole(l10n.t('From the cache')), cached(older), cached(newer), ''],
        [whole(l10n.t('Image')), size(older.size), size(newer.size), change(older.size, newer.size, formatBytes)],
        [
          whole(l10n.t('Context sent')),
          size(older.sent),
          size(newer.sent),
          change(older.sent, newer.sent, formatBytes),
        ],
      ],
    ),
  );
}

const whole = (words: string): Shown => html`<span class="one-line">${words}</span>`;

/** So that a difference is that of the two durations which stand beside it: milliseconds, to a tenth of a second or to a second. */
function asShown(duration: number): number {
  const unit = duration < 9950 ? 100 : 1000;
  return Math.round(duration / unit) * unit;
}

/** For screen readers alone. */
const unseen = (words: string) => html`<span class="unseen">${words}</span>`;

function causes({ causes: all, between }: ComparisonFacts): Shown {
  if (all.length === 0 && between === 0) return nothing;
  return section(
    l10n.t('What made steps run'),
    html`${
      between > 0
        ? html`<p class="quiet-text">${between === 1 ? l10n.t('There is one more build between the two.') : l10n.t('There are {0} more builds between the two.', between)}</p>`
        : nothing
    }
    ${all.length === 0 ? html`<p class="quiet-text">${l10n.t('Unknown.')}</p>` : nothing}
    <ul class="plain causes">${all.map(
      ({ line, text, reason, at }) => html`<li>
        <p><code>${text}</code></p>
        <p>${reason} <span class="quiet-text">${link(l10n.t('line {0}', line + 1), () => page.post({ type: 'openLine', line }), l10n.t('Open the line of the Dockerfile'))} · ${formatAge(at, Date.now())}</span></p>
      </li>`,
    )}</ul>`,
    nothing,
    'causes',
  );
}

function instructions({ instructions: all }: ComparisonFacts): TemplateResult {
  return section(
    l10n.t('Instructions'),
    all === undefined
      ? html`<p class="quiet-text">${l10n.t('The Dockerfile of one of the builds was not kept.')}</p>`
      : all.length === 0
        ? html`<p class="quiet-text">${l10n.t('The Dockerfile is the same.')}</p>`
        : html`<ul class="plain files difference">${all.map(
            ({ kind, line, text }) =>
              html`<li class=${kind === 'added' ? 'added' : 'deleted'}>${icon(kind === 'added' ? 'added' : 'removed')}<span class="unseen">${kind === 'added' ? l10n.t('added') : l10n.t('removed')}</span><span class="quiet-text number">${line + 1}</span><code>${text}</code></li>`,
          )}</ul>`,
  );
}

function values(title: string, all: readonly ValueChange[]): Shown {
  if (all.length === 0) return nothing;
  const short = (value: string | undefined) =>
    value === undefined ? l10n.t('none') : value.replace(/^sha256:([0-9a-f]{12})[0-9a-f]+$/, '$1');
  return section(
    title,
    table(
      title,
      [unseen(l10n.t('Name')), l10n.t('Earlier'), l10n.t('Later')],
      all.map(({ name, before, after }) => [name, short(before), short(after)]),
    ),
  );
}

const changeWords: Readonly<Record<ComparedStep['change'], string>> = {
  lost: l10n.t('no longer cached'),
  slower: l10n.t('slower'),
  new: l10n.t('new'),
  gone: l10n.t('gone'),
  none: '',
};

function steps({ steps: all }: ComparisonFacts): TemplateResult {
  const longest = Math.max(1, ...all.flatMap(({ before, after }) => [before?.duration ?? 0, after?.duration ?? 0]));
  return section(
    l10n.t('Steps'),
    html`<ol class="compared">${all.map((step) => row(step, longest))}</ol>`,
    html`<span class="legend quiet-text"><i class="older"></i>${l10n.t('Earlier')} <i class="newer"></i>${l10n.t('Later')}</span>`,
  );
}

function row(step: ComparedStep, longest: number): TemplateResult {
  const { text, stage, line, before, after, change, reason } = step;
  const words = (of: ComparedStep['before']) =>
    !of ? l10n.t('absent') : of.duration === undefined ? stateWords[of.state] : formatDuration(of.duration);
  const bar = (of: ComparedStep['before'], which: string) =>
    html`<div class="bar thin"><div class=${which} ${styled({ width: `${(100 * (of?.duration ?? 0)) / longest}%` })}></div></div>`;
  return html`<li class=${change}>
    <div>
      <code>${text}</code>
      <p class="quiet-text">${[
        stage === '' ? '' : l10n.t('Stage {0}', stage),
        change === 'gone' ? '' : l10n.t('line {0}', line + 1),
        changeWords[change],
      ]
        .filter(Boolean)
        .join(' · ')}</p>
      ${reason === undefined ? nothing : html`<p>${reason}</p>`}
    </div>
    <div class="pair">
      ${bar(before, 'older')}<span><span class="unseen">${l10n.t('Earlier')}: </span>${words(before)}</span>
      ${bar(after, 'newer')}<span><span class="unseen">${l10n.t('Later')}: </span>${words(after)}</span>
    </div>
  </li>`;
}
