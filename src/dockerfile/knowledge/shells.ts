// The shells that read scripts as sh does: the one list of them.

/** busybox is one if it is called as `busybox sh`. */
export const posixShells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh']);

/** Of a regular expression: any of their names. */
const name = [...posixShells].join('|');

/** `#!/usr/bin/env bash`, `#!/bin/sh -e`; other interpreters' scripts are not for us. */
export const shebangOfShell = new RegExp(`^#!\\s*\\S*?(?:/env\\s+(?:-\\S+\\s+)*)?(?:\\S*/)?(?:${name})\\b`);

/** `bash -euo pipefail`, beside a heredoc: a shell that has its script from there. */
export const readsScript = new RegExp(
  `^\\s*(?:/(?:usr/)?bin/)?(?:${name})(?:\\s+-(?:[abd-z]*o\\s+pipefail|[abd-z]+))*\\s*$`,
);
