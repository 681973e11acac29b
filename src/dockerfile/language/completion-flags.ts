// Flags of an instruction, and the values that they take.
import * as l10n from '@vscode/l10n';
import { flagHelp } from '../knowledge/flag-help.ts';
import { mountOptionHelp, mountTypes } from '../knowledge/mount-help.ts';
import { commonArchitectures } from '../knowledge/platforms.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { flagKind, instructionNamed } from '../text/instructions.ts';
import { stageItems } from './completion-images.ts';
import type { CompletionItem, CompletionSurroundings, Found } from './completion-item.ts';
import type { TypedWords } from './completion-typed.ts';
import { userItems } from './completion-users.ts';

/** In the order of likelihood; others stand behind. */
const usual = ['from', 'chown', 'mount', 'platform', 'interval', 'timeout', 'start-period', 'retries', 'link', 'chmod'];

/** Those that are not given yet; some may stand several times. `next`: the character behind the word at the cursor. */
export function flagItems(
  instruction: Instruction,
  typed: TypedWords,
  offset: number,
  next: string | undefined,
): CompletionItem[] {
  const known = instructionNamed(instruction.keyword)?.flags ?? [];
  // A lone `--` ends the flags: while it is typed, those behind it are words.
  const behind = instruction.words.flatMap(({ text }) => /^--([\w-]+)/.exec(text)?.[1] ?? []);
  const own = instruction.flags.filter(({ start, end }) => offset < start || end < offset).map(({ name }) => name);
  const given = new Set([...typed.flags, ...own, ...(typed.word === '--' ? behind : [])]);
  const rank = (name: string) => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return known
    .filter((name) => !given.has(name) || flagKind(name) === 'list')
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name): CompletionItem => {
      const help = flagHelp(name);
      const takesValue = help?.syntax !== '' && next !== '=';
      return {
        kind: 'flag',
        label: `--${name}`,
        detail: help?.syntax === '' ? undefined : help?.syntax,
        documentation: help?.text,
        insert: takesValue ? `--${name}=` : `--${name}`,
        ...(takesValue ? { goesOn: true } : {}),
      };
    });
}

const durations = ['5s', '10s', '30s', '1m', '5m'];

export function flagValueItems(
  document: DockerfileDocument,
  instruction: Instruction,
  typed: TypedWords,
  surroundings: CompletionSurroundings,
): Found {
  const equals = typed.word.indexOf('=');
  const name = typed.word.slice(2, equals);
  const value = typed.word.slice(equals + 1);
  if (!instructionNamed(instruction.keyword)?.flags.includes(name)) return { items: [], length: 0 };
  if (name === 'mount') return mountItems(document, instruction, value, surroundings);
  return { items: valuesOf(document, instruction, name, surroundings), length: value.length };
}

function valuesOf(
  document: DockerfileDocument,
  instruction: Instruction,
  name: string,
  surroundings: CompletionSurroundings,
): CompletionItem[] {
  switch (name) {
    case 'from':
      return sources(document, instruction, surroundings);
    case 'platform':
      return values(
        '$BUILDPLATFORM',
        '$TARGETPLATFORM',
        ...commonArchitectures.map((each) => `linux/${each}`),
        'windows/amd64',
      );
    case 'network':
      return values('default', 'none', 'host');
    case 'security':
      return values('sandbox', 'insecure');
    case 'chown':
      return userItems(document, instruction, true);
    case 'chmod':
      return values('0755', '0644', '0600', 'u=rwX,go=rX');
    case 'checksum':
      return values('sha256:');
    case 'retries':
      return values('3', '5', '10');
    case 'interval':
    case 'timeout':
    case 'start-period':
    case 'start-interval':
      return values(...durations);
    default:
      return flagKind(name) === 'boolean' ? values('true', 'false') : [];
  }
}

export function values(...texts: readonly string[]): CompletionItem[] {
  return texts.map((text) => ({ kind: 'value', label: text, insert: text }));
}

/** Stages before this one, also by number where they have no name; further contexts of the build. */
function sources(
  document: DockerfileDocument,
  instruction: Instruction,
  { namedContexts }: CompletionSurroundings,
): CompletionItem[] {
  const contexts = [...(namedContexts ?? [])].map(
    (name): CompletionItem => ({ kind: 'value', label: name, detail: l10n.t('build context'), insert: name }),
  );
  return [...stageItems(document, instruction.stageIndex, true), ...contexts];
}

/** `typed`: behind the equals sign of the flag. */
function mountItems(
  document: DockerfileDocument,
  instruction: Instruction,
  typed: string,
  surroundings: CompletionSurroundings,
): Found {
  const parts = typed.split(',');
  const part = parts.pop() ?? '';
  const given = new Map(parts.map((each) => [each.split('=', 1)[0] ?? '', each.slice(each.indexOf('=') + 1)]));
  const equals = part.indexOf('=');
  if (equals < 0) return { items: mountOptions(given), length: part.length };
  const name = part.slice(0, equals);
  const value = part.slice(equals + 1);
  if (isSource.has(name)) return { items: sources(document, instruction, surroundings), length: value.length };
  if (name === 'type') {
    const items = mountTypes.map(
      ({ name: type, text }): CompletionItem => ({ kind: 'value', label: type, documentation: text, insert: type }),
    );
    return { items, length: value.length };
  }
  return { items: values(...(mountOptionHelp(name)?.values ?? [])), length: value.length };
}

/** Options whose value is a stage, an image or a context. */
const isSource: ReadonlySet<string> = new Set(['from']);

function mountOptions(given: ReadonlyMap<string, string>): CompletionItem[] {
  const type = mountTypes.find(({ name }) => name === (given.get('type') ?? 'bind'));
  const whole = mountTypes.map(
    ({ name, text, snippet }): CompletionItem => ({
      kind: 'snippet',
      label: ['type', name].join('='),
      documentation: text,
      insert: snippet,
      isSnippet: true,
    }),
  );
  const options = (type?.options ?? []).filter((name) => !given.has(name));
  const items = options.map((name): CompletionItem => {
    const help = mountOptionHelp(name);
    const insert = help?.isSwitch ? name : `${name}=`;
    return { kind: 'flag', label: name, documentation: help?.text, insert, ...(help?.values ? { goesOn: true } : {}) };
  });
  return given.size === 0 ? whole : items;
}
