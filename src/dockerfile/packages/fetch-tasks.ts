// Tasks that fetch a project's packages under names of the project's own: `make deps`, `just vendor`, `./scripts/fetch.sh`.
import { posixShells } from '../knowledge/shells.ts';
import { mayRunAnother, resolveInvocation } from '../shell/invocation.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

const runners =
  /^(?:make|gmake|just|task|mage|rake|invoke|inv|nox|tox|npm|yarn|pnpm|bun|mvn|mvnw|mvnd|gradle|gradlew|sbt|lein|clojure|clj|bazel|bazelisk|mill|ant|dotnet|cmake|conan|vcpkg|earthly|nx|turbo|hatch|mix|rebar3|cargo|go|bundle)$/;

/** `deps`, `install-deps`, `downloadAll`, `vendor`, `fetch:prod` */
const fetching =
  /(?:^|[-_:./ ])(?:deps|dependenc\w*|pre-?fetch|fetch|download|vendor(?:ed|ing)?|bootstrap|restore|resolve|warm-?up|go-offline)(?:[-_:. ]|$)|^(?:download|resolve|fetch|install)(?:All|Deps|Dependencies|Packages|Modules|Artifacts)\b/i;

/** Tools of which any call fetches what their settings list. */
const fetchesAlways = /^(?:mvn|mvnw|mvnd|gradle|gradlew|sbt|lein)$/;
const setsUpOnly = /^(?:-v|-V|--version|--help|wrapper|help|about|clean)$/;

/** Whether one of the RUN's commands is such a task. */
export function fetchesPlainly(document: DockerfileDocument, run: Instruction): boolean {
  return shellScript(document, run).commands.some(({ name, words, wrapperCount, args }) => {
    const path = words[wrapperCount]?.value ?? '';
    if (!runners.test(name) && !mayRunAnother(name) && !posixShells.has(name) && !/[/.]/.test(path)) return false;
    const invocation = resolveInvocation(
      name,
      args.map(({ value }) => value),
    );
    if (fetchesAlways.test(invocation.name))
      return !invocation.args.every((arg) => setsUpOnly.test(arg) || arg.startsWith('--'));
    if (runners.test(invocation.name)) return invocation.args.some((arg) => !arg.startsWith('-') && fetching.test(arg));
    const script = posixShells.has(name) ? (args.find(({ value }) => !value.startsWith('-'))?.value ?? '') : path;
    return /[/.]/.test(script) && fetching.test(script.replace(/\.\w+$/, ''));
  });
}
