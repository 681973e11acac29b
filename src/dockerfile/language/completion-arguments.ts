// What stands behind an instruction: images, ports, users, signals, shells, labels, and forms to fill in.
import * as l10n from '@vscode/l10n';
import { labelKeys } from '../knowledge/label-keys.ts';
import { platformVariables } from '../knowledge/platform-variables.ts';
import { usualPorts } from '../knowledge/port-services.ts';
import { signalHelp, usualSignals } from '../knowledge/signal-help.ts';
import { predefinedVariableHelp } from '../knowledge/variable-help.ts';
import { globalVariables } from '../meaning/variables.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { values } from './completion-flags.ts';
import { stageItems } from './completion-images.ts';
import type { CompletionItem, CompletionSurroundings, Found } from './completion-item.ts';
import { isCopy, pathItems } from './completion-paths.ts';
import type { TypedWords } from './completion-typed.ts';
import { userItems } from './completion-users.ts';

export function argumentItems(
  document: DockerfileDocument,
  instruction: Instruction,
  typed: TypedWords,
  offset: number,
  surroundings: CompletionSurroundings,
): Found {
  if (isCopy(instruction)) return pathItems(document, instruction, typed, surroundings);
  return { items: itemsOf(document, instruction, typed, offset), length: typed.word.length };
}

function itemsOf(
  document: DockerfileDocument,
  instruction: Instruction,
  typed: TypedWords,
  offset: number,
): CompletionItem[] {
  const isFirst = typed.arguments.length === 0;
  switch (instruction.keyword) {
    case 'FROM':
      return fromItems(document, instruction, typed);
    case 'ARG':
      return typed.word.includes('=') ? [] : argItems(document, instruction);
    case 'EXPOSE':
      return usualPorts.map(({ port, service }) => ({
        kind: 'value',
        label: String(port),
        detail: service,
        insert: String(port),
      }));
    case 'USER':
      return isFirst ? userItems(document, instruction, typed.word.includes(':')) : [];
    case 'STOPSIGNAL':
      return isFirst
        ? usualSignals.map((name) => ({
            kind: 'value',
            label: `SIG${name}`,
            detail: signalHelp(name),
            insert: `SIG${name}`,
          }))
        : [];
    case 'LABEL':
      return typed.word.includes('=')
        ? []
        : labelKeys.map(({ key, text }) => ({
            kind: 'value',
            label: key,
            detail: text,
            insert: `${key}="⟨${text}⟩"`,
            isSnippet: true,
          }));
    case 'SHELL':
      return isFirst
        ? values('["/bin/bash", "-o", "pipefail", "-c"]', '["/bin/sh", "-c"]', '["pwsh", "-Command"]')
        : [];
    case 'WORKDIR':
      return isFirst ? values('/app', '/src', '/workspace', '/usr/src/app', '/var/www/html') : [];
    case 'VOLUME':
      return isFirst && typed.word === '' ? [form('["⟨/data⟩"]', l10n.t('in JSON form'))] : [];
    case 'HEALTHCHECK':
      return isFirst ? healthcheckItems() : [];
    case 'CMD':
    case 'ENTRYPOINT':
      return isFirst && typed.word === ''
        ? [form('["⟨executable⟩", "⟨argument⟩"]', l10n.t('runs without a shell'))]
        : [];
    case 'RUN':
      return isFirst && /^(?:<<?)?$/.test(typed.word) && isAtLineEnd(document, offset) ? [heredoc] : [];
    default:
      return [];
  }
}

function fromItems(document: DockerfileDocument, { stageIndex }: Instruction, typed: TypedWords): CompletionItem[] {
  if (typed.arguments.length === 0) {
    const scratch: CompletionItem = {
      kind: 'keyword',
      label: 'scratch',
      detail: l10n.t('empty image'),
      insert: 'scratch',
    };
    return [...stageItems(document, stageIndex, false), scratch];
  }
  return typed.arguments.length === 1
    ? [{ kind: 'keyword', label: 'AS', detail: l10n.t('names the stage'), insert: 'AS ⟨build⟩', isSnippet: true }]
    : [];
}

/** In a stage: what is declared before the first FROM, and what the builder sets. */
function argItems(document: DockerfileDocument, { stageIndex }: Instruction): CompletionItem[] {
  const globals = stageIndex < 0 ? [] : [...globalVariables(document)];
  const own = globals.map(
    ([name, value]): CompletionItem => ({ kind: 'variable', label: name, detail: value?.slice(0, 60), insert: name }),
  );
  const platform = [...platformVariables.keys()].map(
    (name): CompletionItem => ({ kind: 'variable', label: name, detail: predefinedVariableHelp(name), insert: name }),
  );
  return [...own, ...(stageIndex < 0 ? [] : platform)];
}

export function healthcheckItems(): CompletionItem[] {
  return [
    {
      kind: 'keyword',
      label: 'CMD',
      detail: l10n.t('command of the health check'),
      insert: 'CMD ⟨curl -f http://localhost/ || exit 1⟩',
      isSnippet: true,
    },
    { kind: 'keyword', label: 'NONE', detail: l10n.t('turns off the health check of the base image'), insert: 'NONE' },
  ];
}

function form(insert: string, detail: string): CompletionItem {
  return { kind: 'snippet', label: insert.replaceAll(/[⟨⟩]/g, ''), detail, insert, isSnippet: true };
}

const heredoc: CompletionItem = {
  kind: 'snippet',
  label: '<<EOF',
  detail: l10n.t('multi-line script'),
  insert: '<<EOF\nset -e\n⟨⟩\nEOF',
  isSnippet: true,
};

function isAtLineEnd({ text }: DockerfileDocument, offset: number): boolean {
  return /^[ \t]*\r?(?:\n|$)/.test(text.slice(offset, offset + 100));
}
