// The page of a build: when each step ran, what it wrote, and what came of it.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { outcomeWords, stateWords } from '../src/builds/record.ts';
import type { BuildFacts, BuildStepFacts } from '../src/panels/build-facts.ts';
import type { BuildAction, FromBuildPage, ToBuildPage } from '../src/panels/build-messages.ts';
import { formatAge, formatBytes, formatDuration } from '../src/quantities.ts';
import { type IconName, icon } from './icons.ts';
import { coloured } from './output.ts';
import { startPage } from './page.ts';
import { button, facts, folded, holdNote, iconButton, link, type Shown, section, table, tile } from './parts.ts';
import { styled } from './styled.ts';

let known: BuildFacts | undefined;
let hold: Extract<ToBuildPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
const logs = new Map<string, Extract<ToBuildPage, { type: 'log' }>>();
/** Of the steps whose log is shown. */
const opened = new Set<string>();
/** What failed is opened once, and then left to the person. */
let failureShown = false;

const page = startPage<ToBuildPage, FromBuildPage>(take, () => (known ? view(known) : emptyView()));
const run = (action: BuildAction) => () => page.post({ type: 'run', action });
const copy = (text: string) => () => page.post({ type: 'copy', text });
const emptyView = () => (hold.hold === 'live' ? undefined : html`${note()}`);
const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));

function take(message: ToBuildPage): void {
  if (message.type === 'log') logs.set(message.key, message);
  else if (message.type === 'hold') hold = message;
  else {
    known = message.facts;
    const failed = [...known.steps, ...known.errands].find(({ state }) => state === 'failed');
    if (failed && !failureShown) {
      failureShown = true;
      opened.add(failed.key);
      page.post({ type: 'showLogs', keys: [...opened] });
    }
  }
}

function toggle(key: string): void {
  if (!opened.delete(key)) opened.add(key);
  page.post({ type: 'showLogs', keys: [...opened] });
  page.changed();
}

const moods: Readonly<Record<BuildFacts['outcome'], readonly [IconName, string]>> = {
  running: ['sync', 'busy'],
  built: ['pass', 'good'],
  failed: ['error', 'bad'],
  canceled: ['circleOutline', 'quiet'],
};

/** Of a running build, until now. */
const durationOf = ({ duration, startedAt }: BuildFacts) => duration ?? Math.max(0, Date.now() - startedAt);

function view(build: BuildFacts): TemplateResult {
  return html`
    ${head(build)}
    ${note()}
    ${failure(build)}
    ${summary(build)}
    ${timeline(build)}
    <div class="columns">
      ${results(build)}
      ${build.options.length > 0 ? section(l10n.t('Options'), facts(build.options)) : nothing}
      ${build.sameFile.length > 0 ? sameFile(build) : nothing}
    </div>`;
}

function head(build: BuildFacts): TemplateResult {
  const { outcome, startedAt, earlier, name } = build;
  const gone = hold.hold === 'gone';
  const [drawing, mood] = moods[outcome];
  const buttons: readonly Parameters<typeof button>[0][] = [
    outcome === 'running'
      ? { icon: 'stop', label: l10n.t('Cancel'), press: run('cancel') }
      : { icon: 'restart', label: l10n.t('Build Again'), press: run('repeat'), primary: true },
    { icon: 'output', label: l10n.t('Show Log'), press: run('showLog') },
    {
      icon: 'goToFile',
      label: l10n.t('Open Dockerfile'),
      press: () => page.post({ type: 'openLine', line: undefined }),
    },
    ...(build.imageId !== undefined && build.hasEngine
      ? [{ icon: 'layers', label: l10n.t('Open Image'), press: () => page.post({ type: 'openImage' }) } as const]
      : []),
    ...(outcome === 'running'
      ? []
      : [
          earlier
            ? ({
                icon: 'diff',
                label: l10n.t('Compare with Previous Build'),
                does: 'compare-with-earlier',
                press: () => page.post({ type: 'compareWithEarlier' }),
              } as const)
            : ({ icon: 'diff', label: l10n.t('Compare…'), press: run('compare') } as const),
          { icon: 'trash', label: l10n.t('Forget'), press: run('forget') } as const,
        ]),
  ];
  return html`
    <div class="title">
      <span class="mood ${mood}">${icon(drawing)}</span>
      <h1>${name}</h1>
      ${iconButton('copy', l10n.t('Copy Name'), copy(name))}
      <p class="state">${outcomeWords[outcome]} · ${l10n.t('started {0}', formatAge(startedAt, Date.now()))}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${buttons.map((each) => button({ ...each, disabled: gone }))}
    </div>`;
}

function failure(build: BuildFacts): Shown {
  if (build.outcome !== 'failed') return nothing;
  const failed = build.steps.find(({ state }) => state === 'failed');
  const line = failed?.line;
  return html`<section id="why-failed" class="why bad">
    <header><h2>${l10n.t('Why it failed')}</h2>${
      line === undefined
        ? nothing
        : button({
            icon: 'goToFile',
            label: l10n.t('Open Line {0}', line + 1),
            press: () => page.post({ type: 'openLine', line }),
          })
    }</header>
    <p>${build.error ?? failed?.error ?? ''}</p>
    ${
      failed && failed.lastLines.length > 0
        ? html`<pre class="output" tabindex="0" aria-label=${l10n.t('Last output of the step')}>${lines(failed.lastLines)}</pre>`
        : nothing
    }
  </section>`;
}

const lines = (all: readonly string[]) =>
  all.map((line) => html`${coloured(line.split('\r').findLast((part) => part !== '') ?? '')}\n`);

function summary(build: BuildFacts): TemplateResult {
  const { steps, cached, sent, size, sizeBefore } = build;
  const ran = steps.filter(({ duration }) => duration !== undefined);
  const [slowest] = [...ran].sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0));
  const share = steps.length === 0 ? 0 : Math.round((100 * cached) / steps.length);
  return html`<div class="tiles">
    ${tile(l10n.t('Duration'), formatDuration(durationOf(build)), nothing)}
    ${tile(
      l10n.t('From the cache'),
      steps.length === 0 ? l10n.t('no steps reported') : l10n.t('{0} of {1} steps', cached, steps.length),
      steps.length === 0
        ? nothing
        : html`<div class="bar" role="img" aria-label=${l10n.t('{0}% of the steps', share)}><div class="good" ${styled({ width: `${share}%` })}></div></div>`,
    )}
    ${
      slowest
        ? tile(
            l10n.t('Slowest step'),
            formatDuration(slowest.duration ?? 0),
            html`<p class="quiet-text clipped">${slowest.text}</p>`,
          )
        : nothing
    }
    ${
      sent
        ? tile(l10n.t('Context sent'), formatBytes(sent.bytes), html`<p class="quiet-text">${sentWords(sent)}</p>`)
        : nothing
    }
    ${size === undefined ? nothing : tile(l10n.t('Image'), formatBytes(size), html`<p class="quiet-text">${sizeWords(size, sizeBefore, build.isSameImage)}</p>`)}
  </div>`;
}

function sentWords({ files, seen }: NonNullable<BuildFacts['sent']>): string {
  if (!seen) return files === 1 ? l10n.t('1 file') : l10n.t('{0} files', files);
  const all = formatBytes(seen.bytes);
  return seen.files === 1
    ? l10n.t('{0} of 1 file; {1} in all', files, all)
    : l10n.t('{0} of {1} files; {2} in all', files, seen.files, all);
}

function sizeWords(size: number, before: number | undefined, isSame: boolean): string {
  if (isSame) return l10n.t('the same image as before');
  if (before === undefined) return l10n.t('the first of this name');
  if (before === size) return l10n.t('the same size as before');
  const difference = formatBytes(Math.abs(size - before));
  return size > before ? l10n.t('{0} larger than before', difference) : l10n.t('{0} smaller than before', difference);
}

/** Of the time that all took, at most so many parts are marked. */
const mostTicks = 5;

function timeline(build: BuildFacts): TemplateResult {
  const total = Math.max(1, ...ends([...build.steps, ...build.errands]), durationOf(build));
  const stages = [...new Set(build.steps.map(({ stage }) => stage))];
  const busy = build.errands.filter(({ state, duration = 0 }) => state === 'failed' || duration > 0);
  const spent = busy.reduce((sum, { duration = 0 }) => sum + duration, 0);
  const failed = busy.some(({ state }) => state === 'failed');
  return section(
    l10n.t('Steps'),
    html`
    ${axis(total)}
    ${stages.map((stage) => {
      const own = build.steps.filter((step) => step.stage === stage);
      return html`${stage === '' ? nothing : html`<h3>${l10n.t('Stage {0}', stage)}</h3>`}
        <ol class="timeline">${own.map((step) => row(step, total))}</ol>`;
    })}
    ${build.steps.length === 0 ? html`<p class="quiet-text">${l10n.t('No step has been reported.')}</p>` : nothing}
    ${
      busy.length === 0
        ? nothing
        : failed
          ? html`<h3>${l10n.t('Other work')}</h3><ol class="timeline">${busy.map((step) => row(step, total))}</ol>`
          : folded(
              l10n.t('Other work of the engine: {0}', formatDuration(spent)),
              html`<ol class="timeline">${busy.map((step) => row(step, total))}</ol>`,
              () => undefined,
            )
    }`,
  );
}

const ends = (steps: readonly BuildStepFacts[]) => steps.map(({ begin = 0, duration = 0 }) => begin + duration);

function axis(total: number): TemplateResult {
  const step = niceStep(total / mostTicks);
  const ticks = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
  return html`<div class="axis" aria-hidden="true"><div>${ticks.map(
    (at) => html`<span ${styled({ left: `${(100 * at) / total}%` })}>${at === 0 ? '0' : formatDuration(at)}</span>`,
  )}</div></div>`;
}

/** The next of 1, 2, 5, 10 … times a second, of 15 s, 30 s, 1 min …: milliseconds. */
function niceStep(least: number): number {
  const nice = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000];
  return nice.find((step) => step >= least) ?? Math.ceil(least / 600_000) * 600_000;
}

const stateIcons: Readonly<Record<BuildStepFacts['state'], readonly [IconName, string]>> = {
  waiting: ['circleOutline', 'quiet'],
  running: ['sync', 'busy'],
  cached: ['database', 'quiet'],
  done: ['pass', 'good'],
  failed: ['error', 'bad'],
  canceled: ['circleOutline', 'quiet'],
};

function row(step: BuildStepFacts, total: number): TemplateResult {
  const { key, line, text, state, duration, begin } = step;
  const isOpen = opened.has(key);
  const [drawing, mood] = stateIcons[state];
  const until = duration ?? (state === 'running' && begin !== undefined && known ? durationOf(known) - begin : 0);
  const isDrawn = begin !== undefined && state !== 'cached';
  const took = state === 'cached' || duration === undefined ? stateWords[state] : formatDuration(duration);
  return html`<li class=${state}>
    <div class="timed">
      <button type="button" class="turn" aria-expanded=${isOpen} @click=${() => toggle(key)}>
        ${icon('chevronRight')}<span class="mood ${mood}">${icon(drawing)}</span><span class="unseen">${stateWords[state]}: </span><code>${text}</code>
      </button>
      ${
        line === undefined
          ? html`<span></span>`
          : link(
              String(line + 1),
              () => page.post({ type: 'openLine', line }),
              l10n.t('Open line {0} of the Dockerfile', line + 1),
            )
      }
      <div class="track">${
        isDrawn
          ? html`<div class="run ${mood}" ${styled({ left: `${(100 * begin) / total}%`, width: `${Math.max(0.4, (100 * until) / total)}%` })}></div>`
          : nothing
      }</div>
      <span class="took">${took}</span>
    </div>
    ${isOpen ? log(step) : nothing}
  </li>`;
}

function log({ key, reason, error, state }: BuildStepFacts): TemplateResult {
  const found = logs.get(key);
  return html`<div class="step-log">
    ${reason === undefined ? nothing : html`<p>${reason}</p>`}
    ${error === undefined || (found && found.lines.length > 0) ? nothing : html`<p class="wrong">${error}</p>`}
    ${
      found && found.omitted > 0
        ? html`<p class="quiet-text">${l10n.t('{0} lines before these are left out.', found.omitted)} ${link(l10n.t('Show Log'), run('showLog'))}</p>`
        : nothing
    }
    ${
      !found
        ? state === 'running'
          ? html`<p class="quiet-text">${l10n.t('Nothing yet.')}</p>`
          : html`<p class="quiet-text">${l10n.t('Reading…')}</p>`
        : found.lines.length > 0
          ? html`<div class="output end" tabindex="0" role="region" aria-label=${l10n.t('Output')}><pre>${lines(found.lines)}</pre></div>`
          : html`<p class="quiet-text">${found.note || l10n.t('It wrote nothing.')}</p>`
    }
  </div>`;
}

/** How long they took, and how much of them came from the cache. */
function sameFile({ id, sameFile: all }: BuildFacts): TemplateResult {
  const longest = Math.max(1, ...all.map(({ duration = 0 }) => duration));
  const rows = all.map((each): Shown[] => {
    const [drawing, mood] = moods[each.outcome];
    const age = formatAge(each.startedAt, Date.now());
    const { duration } = each;
    return [
      html`<span class="with-icon"><span class="mood ${mood}">${icon(drawing)}</span><span class="unseen">${outcomeWords[each.outcome]}: </span>${
        each.id === id
          ? l10n.t('{0} (this one)', age)
          : link(age, () => page.post({ type: 'openBuild', build: each.id }))
      }</span>`,
      duration === undefined
        ? ''
        : html`<span class="timed-bar"><span class="bar" aria-hidden="true"><div ${styled({ width: `${(100 * duration) / longest}%` })}></div></span>${formatDuration(duration)}</span>`,
      each.steps === 0 ? '–' : l10n.t('{0} of {1} steps', each.cached, each.steps),
    ];
  });
  const title = l10n.t('Builds of this Dockerfile');
  return section(title, table(title, [l10n.t('Started'), l10n.t('Duration'), l10n.t('From the cache')], rows));
}

const ways: Readonly<Record<NonNullable<BuildFacts['way']>, string>> = {
  sync: l10n.t('only changes sent'),
  archive: l10n.t('sent in full'),
  classic: l10n.t('sent in full, to the legacy builder'),
  buildx: l10n.t('with buildx'),
};

function results({ tags, dockerfile, imageId, way }: BuildFacts): TemplateResult {
  return section(
    l10n.t('Build'),
    facts([
      ['Dockerfile', dockerfile, iconButton('copy', l10n.t('Copy Path'), copy(dockerfile))],
      ...tags.map(
        (tag, at) =>
          [at === 0 ? l10n.t('Tags') : '', tag, iconButton('copy', l10n.t('Copy {0}', tag), copy(tag))] as const,
      ),
      [
        l10n.t('Image'),
        imageId === undefined ? undefined : html`<code>${imageId.replace(/^sha256:/, '').slice(0, 12)}</code>`,
        imageId === undefined ? nothing : iconButton('copy', l10n.t('Copy ID'), copy(imageId)),
      ],
      [l10n.t('Context'), way === undefined ? undefined : ways[way]],
    ]),
  );
}
