// What a rule is and what it reports. A rule is one file in rules/, named by its id; rules/index.ts lists them all.

import type { IgnoreComments } from '../meaning/ignore-comments.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Edit, Range } from '../text/range.ts';

/** From worst to mildest. `style` is shown as a hint in the editor. */
export const severities = ['error', 'warning', 'info', 'style'] as const;
export type Severity = (typeof severities)[number];

/** An edit that repairs a problem, as data. */
export interface Fix {
  /** What the quick fix menu says: an imperative, naming the thing. */
  readonly title: string;
  /** Edits of the linted text; their ranges do not overlap. */
  readonly edits: readonly Edit[];
  /** A safe fix keeps what the image is and does: fix-all and `--fix` apply it unasked. Others are only offered. */
  readonly safe: boolean;
}

/** What a rule says of one place. */
export interface Finding {
  /** The words that are wrong, not the whole instruction. */
  readonly range: Range;
  /** One sentence that names what is wrong and what to do; no full stop is needed for fragments. */
  readonly message: string;
  readonly fix?: Fix | undefined;
  /** The other of two places that are wrong only together: a comment above its instruction silences the finding, too. */
  readonly counterpart?: Range | undefined;
  /** Those of the rule's aliases that mean this finding, where not all do. */
  readonly aliases?: readonly string[] | undefined;
  /** Where this finding weighs less than the rule's others. What a project says of the rule goes before it. */
  readonly severity?: Severity | undefined;
}

/** A finding with its rule: what the editor and the command line show. */
export interface Problem extends Finding {
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
}

/**
 * What a rule may know beside the text. Everything is optional: an untitled document has no folder.
 */
export interface LintSurroundings {
  /** Paths relative to the build context's root, with forward slashes: the files (not folders) at its first level. */
  readonly contextFiles?: ReadonlySet<string> | undefined;
  /** The names of the folders at the first level. */
  readonly contextFolders?: ReadonlySet<string> | undefined;
  /** The names of all that is in folders below it, by the folder's path: those of `sourceFolders` that are there. */
  readonly contextEntries?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** From the Dockerfile's folder to the build context, which then is an ancestor of it: `../..`; undefined: that folder. */
  readonly contextPath?: string | undefined;
  /** What COPY names, is not there, and has a reason for that: Git ignores it, a workflow makes it, a submodule is empty. */
  readonly madeElsewhere?: ReadonlySet<string> | undefined;
  /**
   * Further build contexts that Bake and Compose files and build profiles name, as `familiarName` has it, in lower case: to be
   * asked by isNamedContext.
   */
  readonly namedContexts?: ReadonlySet<string> | undefined;
  /** The texts of those files in the context that rules look into, by path: see projectFiles and mayHoldSecrets. */
  readonly contextTexts?: ReadonlyMap<string, string> | undefined;
  /**
   * The text of what keeps files from the build: `<name of the Dockerfile>.dockerignore`, else `.dockerignore`; false if
   * there is neither.
   */
  readonly dockerignore?: string | false | undefined;
  /** What the build is given with --build-arg, by name. */
  readonly buildArguments?: ReadonlyMap<string, string> | undefined;
  readonly policy?: LintPolicy | undefined;
  /** What the build is for, if nothing else is said: `linux/arm64` */
  readonly buildPlatform?: string | undefined;
  /**
   * For which platforms images are there, on the engine or in their registry: all of them. By what people call the image
   * (`alpine:3.20`, `ghcr.io/team/app:1`), tag or digest included. Images of which less is known are left out.
   */
  readonly imagePlatforms?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** What a project wants of its images. Rules that depend on it are silent without it. */
export interface LintPolicy {
  /** Registries from which images may come: `docker.io`, `*.example.com`, `*`. Empty or undefined: any. */
  readonly trustedRegistries?: readonly string[] | undefined;
  /** Labels that an image must have, and what their values must be, by name. */
  readonly labels?: ReadonlyMap<string, LabelFormat> | undefined;
  /** No other labels than those of `labels`. */
  readonly strictLabels?: boolean | undefined;
}

export const labelFormats = ['text', 'url', 'rfc3339', 'spdx', 'hash', 'semver', 'email'] as const;
export type LabelFormat = (typeof labelFormats)[number];

export type Report = (finding: Finding) => void;

/** Marked text: the words between ⟦ and ⟧ are where the rule's problem must be; the marks are removed before use. */
export type MarkedText = string;

export interface Rule {
  /** kebab-case, says what is wanted or forbidden; also the file's name, the setting's key and the diagnostic's code. */
  readonly id: string;
  /** Names that other tools use for the same problem (`DL3006`, `StageNameCasing`); honoured in ignore comments. */
  readonly aliases: readonly string[];
  /** Its own; in force where it is not `offByDefault`, or somebody switched it on. */
  readonly severity: Severity;
  /** It is only run when asked for, by name or with all rules: in a few words, why. */
  readonly offByDefault?: string;
  /** The first rule set that has it; 1 if nothing is said. */
  readonly since?: number;
  /** One line. */
  readonly title: string;
  /** Two or three sentences for a person who met Docker this week. */
  readonly why: string;
  /** The smallest Dockerfile with the fault: documentation and test at once. */
  readonly bad: MarkedText;
  /** The same without the fault. If the rule has a fix, fixing `bad` gives exactly this. */
  readonly good: string;
  /** What surrounds `bad` and `good` in their test. */
  readonly exampleSurroundings?: LintSurroundings;
  /** Runs when all others have, and may ask which comments were of use. */
  readonly last?: true;
  /** Speaks of lines that a backslash joined to the next one by mistake: no other rule does. */
  readonly ofJoinedLines?: true;
  /** Total: never throws, whatever the document holds. Keeps no state outside of the call. */
  check(document: DockerfileDocument, report: Report, surroundings: LintSurroundings, run: LintRun): void;
}

/** What a rule may know of the run that it is part of. */
export interface LintRun {
  readonly comments: IgnoreComments;
  /** Whether a rule is called so, as its id or an alias, in any case. */
  isName(name: string): boolean;
  /** The names that there are, as they are written: ids and aliases. */
  readonly names: readonly string[];
  /** Whether all rules that are called so are run, and so could have found what a comment ignores. */
  isRun(name: string): boolean;
}
