// SARIF 2.1.0, with the rules that found something and the fixes. Source: the OASIS standard of that name.
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingConfiguration, ReportingDescriptor } from 'sarif';
import { ruleById } from '../../dockerfile/linting/rule-names.ts';
import type { Fix, Severity } from '../../dockerfile/rule-parts/rule.ts';
import type { Range } from '../../dockerfile/text/range.ts';
import { humanRange, placedProblems, type Report, withSlashes } from './report.ts';

const levels: Readonly<Record<Severity, NonNullable<ReportingConfiguration['level']>>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  style: 'note',
};

export const sarifReport: Report = (results, { version }) => {
  const problems = placedProblems(results);
  const ids = [...new Set(problems.map(({ problem }) => problem.rule))].sort();
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: { driver: { name: 'Longshore', version, rules: ids.map(ruleDescription) } },
        artifacts: results.map(({ file }) => ({ location: locationOf(file) })),
        results: problems.map(({ problem, result: { file }, fingerprint }) => ({
          ruleId: problem.rule,
          ruleIndex: ids.indexOf(problem.rule),
          level: levels[problem.severity],
          message: { text: problem.message },
          locations: [{ physicalLocation: { artifactLocation: locationOf(file), region: humanRange(problem) } }],
          partialFingerprints: { 'longshore/v1': fingerprint },
          ...(problem.fix ? { fixes: [fixOf(file, problem.fix)] } : {}),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function ruleDescription(id: string): ReportingDescriptor {
  const rule = ruleById(id);
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.why },
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function fixOf(file: string, { title, edits }: Fix) {
  const replacements = edits.map(({ range, text }) => ({
    deletedRegion: regionOf(range),
    ...(text === '' ? {} : { insertedContent: { text } }),
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: locationOf(file), replacements }] };
}

function regionOf({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** An address: relative paths stay relative, each of their names percent-encoded. */
function locationOf(file: string): { readonly uri: string } {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: withSlashes(file).split('/').map(encodeURIComponent).join('/') };
}
