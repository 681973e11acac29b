// The list of all rules, by id. A test compares it with the folder.
import type { Rule } from '../rule.ts';
import { absoluteWorkdir } from './absolute-workdir.ts';
import { baseImageNotEmpty } from './base-image-not-empty.ts';
import { copyManifestBeforeInstall } from './copy-manifest-before-install.ts';
import { declareFromVariable } from './declare-from-variable.ts';
import { defaultForFromVariable } from './default-for-from-variable.ts';
import { execFormCmd } from './exec-form-cmd.ts';
import { fromFirst } from './from-first.ts';
import { knownInstruction } from './known-instruction.ts';
import { noConstantPlatform } from './no-constant-platform.ts';
import { noRedundantPlatform } from './no-redundant-platform.ts';
import { noServerInRun } from './no-server-in-run.ts';
import { noSlashComment } from './no-slash-comment.ts';
import { noSudo } from './no-sudo.ts';
import { oneCmd } from './one-cmd.ts';
import { oneEntrypoint } from './one-entrypoint.ts';
import { pinBaseImage } from './pin-base-image.ts';
import { trustedRegistry } from './trusted-registry.ts';
import { workdirNotCd } from './workdir-not-cd.ts';

export const rules: readonly Rule[] = [
  absoluteWorkdir,
  baseImageNotEmpty,
  copyManifestBeforeInstall,
  declareFromVariable,
  defaultForFromVariable,
  execFormCmd,
  fromFirst,
  knownInstruction,
  noConstantPlatform,
  noRedundantPlatform,
  noServerInRun,
  noSlashComment,
  noSudo,
  oneCmd,
  oneEntrypoint,
  pinBaseImage,
  trustedRegistry,
  workdirNotCd,
];
