// The form of a run as a page: the same options, problems and memory as the list's, all in sight at once.
import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets } from '../../dockerfile/knowledge/hidden-values.ts';
import type { Engine } from '../../engine/engine.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import type { FormFacts, FormField, FormNote, FromFormPage, ToFormPage } from '../../panels/form-messages.ts';
import { type FormParts, runFormPage } from '../../panels/form-session.ts';
import { keepLive } from '../../panels/live-page.ts';
import type { Panel } from '../../panels/panel.ts';
import type { CommandServices } from '../host/command.ts';
import { type EngineServices, onEngine } from '../host/on-engine.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { flagsOf, isOn, runOptions, theOption, valuesOf, withValues } from '../options/index.ts';
import { dockerRunLine } from '../options/line.ts';
import { optionGroups, type Run, type RunOption } from '../options/option.ts';
import { withFullPaths } from '../options/places.ts';
import { nextName } from '../text/container-names.ts';
import { withTag } from '../text/image-names.ts';
import { looksSecret } from '../text/secret-values.ts';
import { quoteWord } from '../text/shell-words.ts';
import { warningsBeforeStart } from './before-start.ts';
import { carryOut, imageForRun } from './carry-out.ts';
import { newVolumes, unsetWords } from './form.ts';
import { leftOutWords, readRunLine, shownRun, withName } from './form-line.ts';
import { isPlain, keeps, keptRun, plainState, save, withSaved } from './form-saved.ts';
import type { FormState, RunForm } from './form-state.ts';
import { rememberable, savedRuns, saveRun } from './memory.ts';
import { freePorts, takenPorts } from './ports.ts';
import { runProblems } from './problems.ts';
import { formOf, runFormTitle, staleWordsOf } from './proposed-run.ts';
import { commandField, runOfTexts, secretRows, textsOf } from './run-texts.ts';
import { missingVariable } from './wanted-environment.ts';

/** Pulls the image first if it is not there. */
export async function runImageWithPage(services: EngineServices, reference: string, pasted?: Run): Promise<void> {
  await imageForRun(services, services.engine, reference, valuesOf(pasted?.values ?? {}, 'platform')[0]);
  openRunForm(services, reference, pasted && { run: pasted, environmentNames: [], keep: undefined });
}

/** `state`: what stands in it at first; such a page is one of its own. */
export function openRunForm({ host, engine }: EngineServices, reference: string, state?: FormState): void {
  host.openPage({
    kind: 'form',
    key: `run ${engine.id} ${withTag(reference)}${state ? ` ${randomUUID()}` : ''}`,
    title: runFormTitle(reference),
    target: { of: 'run', engine: engine.id, reference },
    once: state,
  });
}

interface RunTarget {
  readonly of: 'run';
  readonly engine: EngineId;
  readonly reference: string;
  /** As it stood before the window was loaded anew, without what may be secret. */
  readonly state?: unknown;
}

export function fillRunForm(
  services: CommandServices,
  panel: Panel<ToFormPage, FromFormPage>,
  kept: unknown,
  once: unknown,
): boolean {
  const { of, engine, reference, state } = (kept ?? {}) as Partial<RunTarget>;
  if (of !== 'run' || typeof engine !== 'string' || typeof reference !== 'string') return false;
  let image: ImageDetails | undefined;
  let stale: readonly string[] = [];
  let form: RunForm | undefined;
  let page: { tell(): void } | undefined;
  const live = keepLive<FormFacts>(panel, {
    inventory: () => services.engines.inventory(engine, panel.closed),
    concerns: ({ containers, images, networks, volumes }) => containers || images || networks || volumes,
    read: async (connected: Engine) => {
      const before = image?.id;
      image = await imageIfThere(connected, reference);
      if (image?.id !== before) stale = await staleWordsOf(services, image);
      form = await formOf(services, connected, reference, image, stale);
      return factsOf(form);
    },
    gone: '',
    onFacts: () => {
      if (!form) return;
      const known = form;
      const begin = (once as FormState | undefined) ?? readState(state) ?? known.proposed;
      if (page) page.tell();
      else
        page = runFormPage(
          panel,
          partsOf(
            services,
            engine,
            () => form ?? known,
            withStateName(known, begin),
            live.engine,
            () => image,
          ),
        );
    },
  });
  return true;
}

/** One without a name would get one from the engine that says nothing. */
const withStateName = ({ plain }: RunForm, state: FormState): FormState => ({
  ...state,
  run: withName(state.run, valuesOf(plain.values, 'name')),
});

function partsOf(
  services: CommandServices,
  engine: EngineId,
  form: () => RunForm,
  begin: FormState,
  connected: () => Promise<Engine>,
  image: () => ImageDetails | undefined,
): FormParts<FormState> {
  const { host } = services;
  return {
    begin,
    title: ({ run }) => runFormTitle(run.image),
    write: ({ run }) => textsOf(run),
    read: (texts, before) => {
      const { run, notes } = runOfTexts(before.run.image, texts);
      const made = withStateName(form(), { ...before, run });
      return { made, notes: [...notes, ...notesOf(form(), made)] };
    },
    line: ({ run }) => dockerRunLine(withoutSecrets(shownRun(form(), run).run).run),
    copyLine: ({ run }) => host.report(host.copy(dockerRunLine(withFullPaths(run, form().places)))),
    takeLine: (text, before) => {
      const { secrets } = withoutSecrets(shownRun(form(), before.run).run);
      const pasted = readRunLine(withSecrets(text, secrets), form().places);
      if ('wrong' in pasted) return pasted;
      const { leftOut, ...run } = pasted;
      const made = { ...before, run: withName(run, valuesOf(before.run.values, 'name')) };
      return { made, leftOut: leftOut.length > 0 ? leftOutWords(leftOut) : '' };
    },
    secret: secretRows,
    foresee: async ({ run }) => {
      const warnings = await warningsBeforeStart(shownRun(form(), run).run.values, await connected());
      return warnings.map(({ option, text }) => ({ field: option, kind: 'warning', text }));
    },
    kept: (state) => ({ state: keptState(state) }),
    keeping: { get: (state) => keeps(form(), state), set: (state, keep) => ({ ...state, keep }) },
    usual: () => plainState(form()),
    isUsual: (state) => isPlain(form(), state),
    saved: {
      names: () => Object.keys(savedRuns(host, form())),
      get: (name, before) => {
        const saved = savedRuns(host, form())[name];
        return saved && withSaved(form(), before, saved, name);
      },
      save: async (state) => void (await save(host, form(), state)),
      remove: (name) => saveRun(host, form(), name, undefined),
    },
    browse: async (name) =>
      (await host.chooseFiles({ title: theOption(name).label, action: l10n.t('Use'), several: true })).map(quoteWord),
    act: async (action, state) => {
      if (action === 'build') {
        const dockerfile = services.rebuilding?.dockerfileOf(image()?.id ?? '');
        if (dockerfile !== undefined) await services.rebuilding?.build(dockerfile);
        return { made: state, done: undefined };
      }
      const at = await onEngine(services, engine);
      const { run } = state;
      const name = String(valuesOf(run.values, 'name')[0]);
      const id = await carryOut(at, form(), { action, run, ...keptRun(host, form(), state) });
      const text = action === 'create' ? l10n.t('Created "{0}".', name) : l10n.t('Started "{0}".', name);
      const open = () => host.runCommand('longshore.container.describe', [{ engine, kind: 'container', id }]);
      return { made: { ...state, run: await nextRun(at.engine, run) }, done: { text, open } };
    },
    report: host.report,
  };
}

/** The same once more, with a name and ports that are free now. */
async function nextRun({ containers }: Engine, run: Run): Promise<Run> {
  const there = await containers.list();
  const names = new Set(there.map((container) => container.name));
  const name = valuesOf(run.values, 'name').map((last) => nextName(last, run.image, names));
  const ports = freePorts(valuesOf(run.values, 'publish'), takenPorts(there));
  return { ...run, values: withValues(withValues(run.values, 'publish', ports), 'name', name) };
}

function notesOf(form: RunForm, state: FormState): FormNote[] {
  const { run } = state;
  const missing = missingVariable(run, form.places.environment, form.volumes);
  const made = newVolumes(form, state);
  const isUnset = !isOn(run.values, 'env') && state.environmentNames.length > 0;
  const of = (field: string, kind: FormNote['kind'], text: string | undefined): FormNote[] =>
    text === undefined || text === '' ? [] : [{ field, kind, text }];
  return [
    ...runProblems(run.values, form.containers).flatMap(({ option, text }) => of(option, 'wrong', text)),
    // Which option has the path that cannot be told: each by itself.
    ...Object.entries(run.values).flatMap(([name, values]) =>
      of(name, 'wrong', shownRun(form, { ...run, values: { [name]: values } }).wrong),
    ),
    ...of('env', 'warning', missing),
    ...of('env', 'info', isUnset ? unsetWords(state.environmentNames) : ''),
    ...of('volume', 'info', made.map((name) => l10n.t('creates the volume {0}', name)).join(' · ')),
  ];
}

/** What stands for values that may be secret. */
const hidden = '…';

interface Secret {
  readonly shown: string;
  readonly real: string;
}

/** In the order in which the line has them. */
function withoutSecrets({ image, values, command }: Run): { readonly run: Run; readonly secrets: readonly Secret[] } {
  const secrets: Secret[] = [];
  const hide = (real: string, shown: string) => {
    if (shown !== real) secrets.push({ shown, real });
    return shown;
  };
  const shownValues = runOptions.reduce(
    (all, { name, secret }) =>
      secret
        ? withValues(
            all,
            name,
            valuesOf(all, name).map((value) =>
              secret(value) && looksSecret(value) ? hide(value, value.replace(/=[\s\S]*$/, `=${hidden}`)) : value,
            ),
          )
        : all,
    values,
  );
  const words = argumentsWithoutSecrets(command);
  const run = { image, values: shownValues, command: command.map((word, at) => hide(word, words[at] ?? word)) };
  return { run, secrets };
}

/** The line that was edited, with what stood hidden in it. */
function withSecrets(text: string, secrets: readonly Secret[]): string {
  let done = '';
  let rest = text;
  for (const { shown, real } of secrets) {
    const word = quoteWord(shown);
    const at = rest.indexOf(word);
    if (at < 0) continue;
    done += `${rest.slice(0, at)}${quoteWord(real)}`;
    rest = rest.slice(at + word.length);
  }
  return done + rest;
}

function keptState({ run, environmentNames, keep }: FormState): FormState {
  const { values, command, environmentNames: names } = rememberable(run);
  return {
    run: { image: run.image, values: withValues(values, 'name', valuesOf(run.values, 'name')), command },
    environmentNames: names.length > 0 ? names : environmentNames,
    keep,
  };
}

/** undefined: it is not that, or of another version. */
function readState(kept: unknown): FormState | undefined {
  const { run, environmentNames, keep } = (kept ?? {}) as Partial<FormState>;
  const isList = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (!run || typeof run.image !== 'string' || !isList(run.command) || !isList(environmentNames)) return undefined;
  const values = Object.entries(run.values ?? {}).filter(([name, value]) => isOptionName(name) && isList(value));
  return {
    run: { image: run.image, values: Object.fromEntries(values), command: run.command },
    environmentNames,
    keep: typeof keep === 'boolean' ? keep : undefined,
  };
}

const isOptionName = (name: string) => runOptions.some((option) => option.name === name);

function factsOf(form: RunForm): FormFacts {
  const { about, stale } = form;
  return {
    about,
    groups: Object.entries(optionGroups).map(([name, title]) => ({ name, title })),
    fields: runOptions.flatMap((option) =>
      option.name === 'entrypoint' ? [fieldOf(form, option), command] : fieldOf(form, option),
    ),
    actions: [
      { action: 'run', label: l10n.t('Run'), title: '' },
      { action: 'create', label: l10n.t('Create Without Starting'), title: l10n.t('creates the container only') },
      ...(stale.length > 0
        ? [
            {
              action: 'build' as const,
              label: l10n.t('Build Image First'),
              title: l10n.t('since it was built: {0}', stale.join(', ')),
            },
          ]
        : []),
    ],
    reset: l10n.t('Reset to Image Defaults'),
    removesSaved: true,
  };
}

const command: FormField = {
  name: commandField,
  kind: 'one',
  group: 'basics',
  label: l10n.t('Command'),
  flags: [],
  prompt: l10n.t('The program and its arguments, quoted as in a shell. Leave empty for the image default.'),
  example: 'sh -c "echo hello"',
};

function fieldOf(form: RunForm, option: RunOption): FormField {
  const { name, kind, group, label, prompt, example, choices, isOpen } = option;
  const suggestions = suggestionsOf(form)[name];
  return {
    name,
    kind: kind === 'words' ? 'one' : kind,
    group,
    label,
    flags: flagsOf(option),
    prompt,
    example: name === 'name' ? (valuesOf(form.plain.values, 'name')[0] ?? '') : example,
    ...(choices ? { choices } : {}),
    ...(isOpen ? { isOpen } : {}),
    ...(suggestions ? { suggestions } : {}),
    ...(name.endsWith('-file') ? { isFile: true } : {}),
  };
}

const suggestionsOf = ({ networks, volumes, containers, proposed }: RunForm): Readonly<Record<string, string[]>> => ({
  network: [...new Set([...networks, 'host', 'none'])],
  volume: volumes.map((name) => `${name}:/`),
  'volumes-from': containers.map(({ name }) => name),
  env: proposed.environmentNames.map((name) => `${name}=`),
});
