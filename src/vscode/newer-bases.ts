// What registries have newer than the base images of a Dockerfile: above FROM, in its hover, and as fixes that pin it.
import * as l10n from '@vscode/l10n';
import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  type Diagnostic,
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  languages,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import type { Registries } from '../commands/host/command.ts';
import { comparableImage, newerWords } from '../commands/images/newer-words.ts';
import { pins } from '../commands/images/pins.ts';
import type { CommandArgument, CommandId } from '../commands/index.ts';
import { baseReferences, pinEdit } from '../dockerfile/meaning/base-references.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Inventory } from '../engine/inventory.ts';
import { formatImageReference } from '../image-reference.ts';

import { dockerfileSelector, type ParsedDockerfiles } from './dockerfiles.ts';
import type { HoverSource } from './hovers.ts';
import type { LensSource } from './lens-provider.ts';
import { hoverOf, type KnownBase } from './newer-hover.ts';
import { editorEdit, editorRange } from './ranges.ts';
import { logError } from './report.ts';

const checkCommand: CommandId = 'longshore.image.checkNewer';

export function registerNewerBases(
  parsed: ParsedDockerfiles,
  inventory: Inventory,
  newer: Registries['newer'],
  log: LogOutputChannel,
): { readonly hover: HoverSource; readonly lens: LensSource; dispose(): void } {
  const changed = new EventEmitter<void>();
  const subscriptions = [
    newer.onDidChange(() => changed.fire()),
    inventory.onDidChange(({ images }) => {
      if (images) changed.fire();
    }),
  ];

  const basesOf = (document: DockerfileDocument): KnownBase[] =>
    baseReferences(document).flatMap((base) => {
      const image = comparableImage(base.reference, inventory.images);
      return image ? [{ base, image, freshness: newer.known(image) }] : [];
    });

  function lenses(document: TextDocument): CodeLens[] {
    const dockerfile = parsed.of(document);
    const bases = basesOf(dockerfile);
    // A file from a stranger shall not make the editor call somebody.
    if (workspace.isTrusted) newer.look(bases.map(({ image }) => image));
    return bases.flatMap(({ base, image, freshness }) => {
      const words = newerWords(image.reference, freshness);
      const title = `$(cloud-download)\u00a0${words}`;
      const id = base.reference.digest === undefined ? image.reference : formatImageReference(base.reference);
      const argument: CommandArgument<typeof checkCommand> = [{ engine: undefined, kind: 'tag', id }];
      const tooltip = l10n.t('Check the registry again and pull the image; a quick fix pins its digest');
      return words === undefined
        ? []
        : [
            new CodeLens(editorRange(dockerfile.rangeOf(base.span)), {
              ...{ command: checkCommand, title, tooltip, arguments: [argument] },
            }),
          ];
    });
  }

  function fixes(document: TextDocument, { base, image, freshness }: KnownBase, shown: readonly Diagnostic[]) {
    const dockerfile = parsed.of(document);
    const at = editorRange(dockerfile.rangeOf(base.span));
    return pins(base, image, freshness).map(({ title, digest }) => {
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      // So that it stands above the fix that only looks away.
      action.diagnostics = shown.filter(({ source, range }) => source === 'longshore' && range.isEqual(at));
      action.edit = new WorkspaceEdit();
      action.edit.set(document.uri, [editorEdit(pinEdit(dockerfile, base, digest))]);
      return action;
    });
  }

  const guarded = <T>(what: string, work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      logError(error, log, what);
      return otherwise;
    }
  };
  const lifetime = Disposable.from(
    changed,
    new Disposable(() => {
      for (const subscription of subscriptions) subscription.dispose();
    }),
    languages.registerCodeActionsProvider(
      dockerfileSelector,
      {
        provideCodeActions: (document, range, { diagnostics }) =>
          guarded('Fixes that pin', () => {
            const dockerfile = parsed.of(document);
            return basesOf(dockerfile)
              .filter(({ base }) => editorRange(dockerfile.rangeOf(base.span)).intersection(range))
              .flatMap((known) => fixes(document, known, diagnostics));
          }, []),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return {
    lens: { lenses, onDidChange: changed.event },
    hover: (document, position) =>
      guarded(
        'Newer images',
        () => {
          const dockerfile = parsed.of(document);
          const at = basesOf(dockerfile).find(({ base }) =>
            editorRange(dockerfile.rangeOf(base.span)).contains(position),
          );
          return at && hoverOf(at);
        },
        undefined,
      ),
    dispose: () => void lifetime.dispose(),
  };
}
