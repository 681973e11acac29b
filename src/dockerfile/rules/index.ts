// The list of all rules, by id. A test compares it with the folder.
import type { Rule } from '../rule.ts';
import { absoluteWorkdir } from './absolute-workdir.ts';
import { apkNoCache } from './apk-no-cache.ts';
import { aptGetAssumeYes } from './apt-get-assume-yes.ts';
import { aptGetNoRecommends } from './apt-get-no-recommends.ts';
import { aptGetNotApt } from './apt-get-not-apt.ts';
import { aptUpdateWithInstall } from './apt-update-with-install.ts';
import { baseImageNotEmpty } from './base-image-not-empty.ts';
import { cleanDnfCache } from './clean-dnf-cache.ts';
import { cleanNpmCache } from './clean-npm-cache.ts';
import { cleanYarnCache } from './clean-yarn-cache.ts';
import { cleanYumCache } from './clean-yum-cache.ts';
import { cleanZypperCache } from './clean-zypper-cache.ts';
import { copyFromKnownStage } from './copy-from-known-stage.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';
import { copyManifestBeforeInstall } from './copy-manifest-before-install.ts';
import { copyNotAdd } from './copy-not-add.ts';
import { declareFromVariable } from './declare-from-variable.ts';
import { defaultForFromVariable } from './default-for-from-variable.ts';
import { dnfAssumeYes } from './dnf-assume-yes.ts';
import { execFormCmd } from './exec-form-cmd.ts';
import { fromFirst } from './from-first.ts';
import { gemNoDocument } from './gem-no-document.ts';
import { knownInstruction } from './known-instruction.ts';
import { noConstantPlatform } from './no-constant-platform.ts';
import { noCopyFromOwnStage } from './no-copy-from-own-stage.ts';
import { noRedundantPlatform } from './no-redundant-platform.ts';
import { noServerInRun } from './no-server-in-run.ts';
import { noSlashComment } from './no-slash-comment.ts';
import { noSudo } from './no-sudo.ts';
import { noWholeImageCopy } from './no-whole-image-copy.ts';
import { noZypperDistUpgrade } from './no-zypper-dist-upgrade.ts';
import { npmCacheCleanForce } from './npm-cache-clean-force.ts';
import { oneAptGetInstall } from './one-apt-get-install.ts';
import { oneCmd } from './one-cmd.ts';
import { oneEntrypoint } from './one-entrypoint.ts';
import { pinApkPackages } from './pin-apk-packages.ts';
import { pinAptPackages } from './pin-apt-packages.ts';
import { pinBaseImage } from './pin-base-image.ts';
import { pinDnfPackages } from './pin-dnf-packages.ts';
import { pinGems } from './pin-gems.ts';
import { pinGoPackages } from './pin-go-packages.ts';
import { pinNpmPackages } from './pin-npm-packages.ts';
import { pinPipPackages } from './pin-pip-packages.ts';
import { pinYumPackages } from './pin-yum-packages.ts';
import { pinZypperPackages } from './pin-zypper-packages.ts';
import { pipNoCacheDir } from './pip-no-cache-dir.ts';
import { removeAptLists } from './remove-apt-lists.ts';
import { removeGemFolder } from './remove-gem-folder.ts';
import { slashAfterCopyFolder } from './slash-after-copy-folder.ts';
import { trustedRegistry } from './trusted-registry.ts';
import { workdirBeforeRelativeCopy } from './workdir-before-relative-copy.ts';
import { workdirNotCd } from './workdir-not-cd.ts';
import { yumAssumeYes } from './yum-assume-yes.ts';
import { zypperAssumeYes } from './zypper-assume-yes.ts';

export const rules: readonly Rule[] = [
  absoluteWorkdir,
  apkNoCache,
  aptGetAssumeYes,
  aptGetNoRecommends,
  aptGetNotApt,
  aptUpdateWithInstall,
  baseImageNotEmpty,
  cleanDnfCache,
  cleanNpmCache,
  cleanYarnCache,
  cleanYumCache,
  cleanZypperCache,
  copyFromKnownStage,
  copyIgnoredFile,
  copyManifestBeforeInstall,
  copyNotAdd,
  declareFromVariable,
  defaultForFromVariable,
  dnfAssumeYes,
  execFormCmd,
  fromFirst,
  gemNoDocument,
  knownInstruction,
  noConstantPlatform,
  noCopyFromOwnStage,
  noRedundantPlatform,
  noServerInRun,
  noSlashComment,
  noSudo,
  noWholeImageCopy,
  noZypperDistUpgrade,
  npmCacheCleanForce,
  oneAptGetInstall,
  oneCmd,
  oneEntrypoint,
  pinApkPackages,
  pinAptPackages,
  pinBaseImage,
  pinDnfPackages,
  pinGems,
  pinGoPackages,
  pinNpmPackages,
  pinPipPackages,
  pinYumPackages,
  pinZypperPackages,
  pipNoCacheDir,
  removeAptLists,
  removeGemFolder,
  slashAfterCopyFolder,
  trustedRegistry,
  workdirBeforeRelativeCopy,
  workdirNotCd,
  yumAssumeYes,
  zypperAssumeYes,
];
