// The list of all rules, by id: made by `npm run sync` of the files in this folder.
import type { Rule } from '../rule-parts/rule.ts';
import { absoluteWorkdir } from './absolute-workdir.ts';
import { addUrlAfterInstall } from './add-url-after-install.ts';
import { apkNoCache } from './apk-no-cache.ts';
import { aptGetAssumeYes } from './apt-get-assume-yes.ts';
import { aptGetNoRecommends } from './apt-get-no-recommends.ts';
import { aptGetNotApt } from './apt-get-not-apt.ts';
import { aptUpdateWithInstall } from './apt-update-with-install.ts';
import { argumentCount } from './argument-count.ts';
import { asBeforeStageName } from './as-before-stage-name.ts';
import { baseImageForPlatform } from './base-image-for-platform.ts';
import { baseImageNotEmpty } from './base-image-not-empty.ts';
import { cacheMountForPackages } from './cache-mount-for-packages.ts';
import { checksumTwoSpaces } from './checksum-two-spaces.ts';
import { cleanAptCache } from './clean-apt-cache.ts';
import { cleanDnfCache } from './clean-dnf-cache.ts';
import { cleanInSameRun } from './clean-in-same-run.ts';
import { cleanNpmCache } from './clean-npm-cache.ts';
import { cleanYarnCache } from './clean-yarn-cache.ts';
import { cleanYumCache } from './clean-yum-cache.ts';
import { cleanZypperCache } from './clean-zypper-cache.ts';
import { closeHeredoc } from './close-heredoc.ts';
import { closeQuotes } from './close-quotes.ts';
import { configureBuildType } from './configure-build-type.ts';
import { consistentAsCasing } from './consistent-as-casing.ts';
import { consistentInstructionCasing } from './consistent-instruction-casing.ts';
import { copyExistingFile } from './copy-existing-file.ts';
import { copyFromKnownStage } from './copy-from-known-stage.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';
import { copyManifestBeforeInstall } from './copy-manifest-before-install.ts';
import { copyNotAdd } from './copy-not-add.ts';
import { curlFail } from './curl-fail.ts';
import { curlFollowRedirects } from './curl-follow-redirects.ts';
import { curlOrWget } from './curl-or-wget.ts';
import { declareFromVariable } from './declare-from-variable.ts';
import { declareHealthcheck } from './declare-healthcheck.ts';
import { declareUser } from './declare-user.ts';
import { declareVariable } from './declare-variable.ts';
import { defaultForFromVariable } from './default-for-from-variable.ts';
import { definitionDescription } from './definition-description.ts';
import { dnfAssumeYes } from './dnf-assume-yes.ts';
import { dockerignoreForWholeCopy } from './dockerignore-for-whole-copy.ts';
import { escapeForWindowsPaths } from './escape-for-windows-paths.ts';
import { execFormCmd } from './exec-form-cmd.ts';
import { execFormEverywhere } from './exec-form-everywhere.ts';
import { exposeContainerPortOnly } from './expose-container-port-only.ts';
import { exposeListeningPort } from './expose-listening-port.ts';
import { finishShellCommand } from './finish-shell-command.ts';
import { fromFirst } from './from-first.ts';
import { gemNoDocument } from './gem-no-document.ts';
import { gpgBatch } from './gpg-batch.ts';
import { healthcheckCommand } from './healthcheck-command.ts';
import { httpsDownloads } from './https-downloads.ts';
import { joinRuns } from './join-runs.ts';
import { jsonDoubleQuotes } from './json-double-quotes.ts';
import { keepCertificateChecks } from './keep-certificate-checks.ts';
import { keepSignatureChecks } from './keep-signature-checks.ts';
import { knownCheckName } from './known-check-name.ts';
import { knownFlag } from './known-flag.ts';
import { knownIgnoredRule } from './known-ignored-rule.ts';
import { knownInstruction } from './known-instruction.ts';
import { knownPlatform } from './known-platform.ts';
import { knownPortProtocol } from './known-port-protocol.ts';
import { knownStopSignal } from './known-stop-signal.ts';
import { labelDate } from './label-date.ts';
import { labelEmail } from './label-email.ts';
import { labelGitHash } from './label-git-hash.ts';
import { labelLicense } from './label-license.ts';
import { labelNotEmpty } from './label-not-empty.ts';
import { labelSemanticVersion } from './label-semantic-version.ts';
import { labelUrl } from './label-url.ts';
import { lateChangingVariable } from './late-changing-variable.ts';
import { lowercaseDirective } from './lowercase-directive.ts';
import { lowercasePortProtocol } from './lowercase-port-protocol.ts';
import { lowercaseStageName } from './lowercase-stage-name.ts';
import { nameEqualsValue } from './name-equals-value.ts';
import { noCacheInBuildStage } from './no-cache-in-build-stage.ts';
import { noConstantPlatform } from './no-constant-platform.ts';
import { noCopyFromOwnStage } from './no-copy-from-own-stage.ts';
import { noEmptyContinuation } from './no-empty-continuation.ts';
import { noEnvSelfReference } from './no-env-self-reference.ts';
import { noIgnoreComment } from './no-ignore-comment.ts';
import { noLegacyKeyValue } from './no-legacy-key-value.ts';
import { noMaintainer } from './no-maintainer.ts';
import { noRedundantPlatform } from './no-redundant-platform.ts';
import { noRemoteCopy } from './no-remote-copy.ts';
import { noRepeatedFlag } from './no-repeated-flag.ts';
import { noReservedStageName } from './no-reserved-stage-name.ts';
import { noRootInBuildStage } from './no-root-in-build-stage.ts';
import { noRootUser } from './no-root-user.ts';
import { noSecretFileCopy } from './no-secret-file-copy.ts';
import { noSecretInCommand } from './no-secret-in-command.ts';
import { noSecretLikeName } from './no-secret-like-name.ts';
import { noSecretValue } from './no-secret-value.ts';
import { noSecretVariable } from './no-secret-variable.ts';
import { noServerInRun } from './no-server-in-run.ts';
import { noSlashComment } from './no-slash-comment.ts';
import { noSshPort } from './no-ssh-port.ts';
import { noSudo } from './no-sudo.ts';
import { noUnknownLabel } from './no-unknown-label.ts';
import { noUnusedIgnore } from './no-unused-ignore.ts';
import { noUselessCommands } from './no-useless-commands.ts';
import { noWholeImageCopy } from './no-whole-image-copy.ts';
import { noWorldWritableFiles } from './no-world-writable-files.ts';
import { noWriteAfterVolume } from './no-write-after-volume.ts';
import { noZypperDistUpgrade } from './no-zypper-dist-upgrade.ts';
import { npmCacheCleanForce } from './npm-cache-clean-force.ts';
import { numericUser } from './numeric-user.ts';
import { oneAptGetInstall } from './one-apt-get-install.ts';
import { oneCmd } from './one-cmd.ts';
import { oneEntrypoint } from './one-entrypoint.ts';
import { oneHealthcheck } from './one-healthcheck.ts';
import { packageManagerOfBase } from './package-manager-of-base.ts';
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
import { pipefailWithEveryPipe } from './pipefail-with-every-pipe.ts';
import { pipefailWithPipes } from './pipefail-with-pipes.ts';
import { quietWget } from './quiet-wget.ts';
import { removeAptLists } from './remove-apt-lists.ts';
import { removeArchive } from './remove-archive.ts';
import { removeGemFolder } from './remove-gem-folder.ts';
import { removeSignature } from './remove-signature.ts';
import { removeSources } from './remove-sources.ts';
import { removeTemporaryFolder } from './remove-temporary-folder.ts';
import { requireFlagValue } from './require-flag-value.ts';
import { requiredLabel } from './required-label.ts';
import { shellAsJson } from './shell-as-json.ts';
import { shellForShellSyntax } from './shell-for-shell-syntax.ts';
import { shellFormNeedsShell } from './shell-form-needs-shell.ts';
import { shellNotSymlink } from './shell-not-symlink.ts';
import { shellSyntaxOfBase } from './shell-syntax-of-base.ts';
import { slashAfterCopyFolder } from './slash-after-copy-folder.ts';
import { stopHeredocOnFailure } from './stop-heredoc-on-failure.ts';
import { stringsInJsonArray } from './strings-in-json-array.ts';
import { supportedVariableModifier } from './supported-variable-modifier.ts';
import { systemPackagesBeforeCopy } from './system-packages-before-copy.ts';
import { trustedRegistry } from './trusted-registry.ts';
import { uniqueStageName } from './unique-stage-name.ts';
import { unpackWithAdd } from './unpack-with-add.ts';
import { useraddNoLogInit } from './useradd-no-log-init.ts';
import { validCheckDirective } from './valid-check-directive.ts';
import { validCopyFrom } from './valid-copy-from.ts';
import { validEscapeDirective } from './valid-escape-directive.ts';
import { validFlagValue } from './valid-flag-value.ts';
import { validHealthcheckTiming } from './valid-healthcheck-timing.ts';
import { validImageReference } from './valid-image-reference.ts';
import { validJsonArray } from './valid-json-array.ts';
import { validLabelKey } from './valid-label-key.ts';
import { validMount } from './valid-mount.ts';
import { validOnbuildTrigger } from './valid-onbuild-trigger.ts';
import { validPort } from './valid-port.ts';
import { validStageNames } from './valid-stage-name.ts';
import { volumeNotEmpty } from './volume-not-empty.ts';
import { workdirAlwaysAbsolute } from './workdir-always-absolute.ts';
import { workdirBeforeRelativeCopy } from './workdir-before-relative-copy.ts';
import { workdirNotCd } from './workdir-not-cd.ts';
import { yumAssumeYes } from './yum-assume-yes.ts';
import { zypperAssumeYes } from './zypper-assume-yes.ts';

export const rules: readonly Rule[] = [
  absoluteWorkdir,
  addUrlAfterInstall,
  apkNoCache,
  aptGetAssumeYes,
  aptGetNoRecommends,
  aptGetNotApt,
  aptUpdateWithInstall,
  argumentCount,
  asBeforeStageName,
  baseImageForPlatform,
  baseImageNotEmpty,
  cacheMountForPackages,
  checksumTwoSpaces,
  cleanAptCache,
  cleanDnfCache,
  cleanInSameRun,
  cleanNpmCache,
  cleanYarnCache,
  cleanYumCache,
  cleanZypperCache,
  closeHeredoc,
  closeQuotes,
  configureBuildType,
  consistentAsCasing,
  consistentInstructionCasing,
  copyExistingFile,
  copyFromKnownStage,
  copyIgnoredFile,
  copyManifestBeforeInstall,
  copyNotAdd,
  curlFail,
  curlFollowRedirects,
  curlOrWget,
  declareFromVariable,
  declareHealthcheck,
  declareUser,
  declareVariable,
  defaultForFromVariable,
  definitionDescription,
  dnfAssumeYes,
  dockerignoreForWholeCopy,
  escapeForWindowsPaths,
  execFormCmd,
  execFormEverywhere,
  exposeContainerPortOnly,
  exposeListeningPort,
  finishShellCommand,
  fromFirst,
  gemNoDocument,
  gpgBatch,
  healthcheckCommand,
  httpsDownloads,
  joinRuns,
  jsonDoubleQuotes,
  keepCertificateChecks,
  keepSignatureChecks,
  knownCheckName,
  knownFlag,
  knownIgnoredRule,
  knownInstruction,
  knownPlatform,
  knownPortProtocol,
  knownStopSignal,
  labelDate,
  labelEmail,
  labelGitHash,
  labelLicense,
  labelNotEmpty,
  labelSemanticVersion,
  labelUrl,
  lateChangingVariable,
  lowercaseDirective,
  lowercasePortProtocol,
  lowercaseStageName,
  nameEqualsValue,
  noCacheInBuildStage,
  noConstantPlatform,
  noCopyFromOwnStage,
  noEmptyContinuation,
  noEnvSelfReference,
  noIgnoreComment,
  noLegacyKeyValue,
  noMaintainer,
  noRedundantPlatform,
  noRemoteCopy,
  noRepeatedFlag,
  noReservedStageName,
  noRootInBuildStage,
  noRootUser,
  noSecretFileCopy,
  noSecretInCommand,
  noSecretLikeName,
  noSecretValue,
  noSecretVariable,
  noServerInRun,
  noSlashComment,
  noSshPort,
  noSudo,
  noUnknownLabel,
  noUnusedIgnore,
  noUselessCommands,
  noWholeImageCopy,
  noWorldWritableFiles,
  noWriteAfterVolume,
  noZypperDistUpgrade,
  npmCacheCleanForce,
  numericUser,
  oneAptGetInstall,
  oneCmd,
  oneEntrypoint,
  oneHealthcheck,
  packageManagerOfBase,
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
  pipefailWithEveryPipe,
  pipefailWithPipes,
  quietWget,
  removeAptLists,
  removeArchive,
  removeGemFolder,
  removeSignature,
  removeSources,
  removeTemporaryFolder,
  requireFlagValue,
  requiredLabel,
  shellAsJson,
  shellForShellSyntax,
  shellFormNeedsShell,
  shellNotSymlink,
  shellSyntaxOfBase,
  slashAfterCopyFolder,
  stopHeredocOnFailure,
  stringsInJsonArray,
  supportedVariableModifier,
  systemPackagesBeforeCopy,
  trustedRegistry,
  uniqueStageName,
  unpackWithAdd,
  useraddNoLogInit,
  validCheckDirective,
  validCopyFrom,
  validEscapeDirective,
  validFlagValue,
  validHealthcheckTiming,
  validImageReference,
  validJsonArray,
  validLabelKey,
  validMount,
  validOnbuildTrigger,
  validPort,
  validStageNames,
  volumeNotEmpty,
  workdirAlwaysAbsolute,
  workdirBeforeRelativeCopy,
  workdirNotCd,
  yumAssumeYes,
  zypperAssumeYes,
];
