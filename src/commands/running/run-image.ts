// From an image to a running container: pulls the image if it is not there, and asks by the form.

import type { EngineServices } from '../host/on-engine.ts';
import { valuesOf } from '../options/index.ts';
import { dockerRunLine } from '../options/line.ts';
import type { Run } from '../options/option.ts';
import { withFullPaths } from '../options/places.ts';
import { carryOut, imageForRun } from './carry-out.ts';
import { askForRun } from './form.ts';
import { openRunForm } from './form-page.ts';
import { formOf, staleWordsOf } from './proposed-run.ts';

/** Asks, creates and starts. `pasted`: what fills the form in the place of the last answers. */
export async function runImage(services: EngineServices, reference: string, pasted?: Run): Promise<void> {
  await runImageAs(services, reference, pasted);
}

/** The same; answers the container's id, or undefined if none was made. */
export async function runImageAs(
  services: EngineServices,
  reference: string,
  pasted?: Run,
): Promise<string | undefined> {
  const { host, engine } = services;
  const image = await imageForRun(services, engine, reference, valuesOf(pasted?.values ?? {}, 'platform')[0]);
  const form = await formOf(services, engine, reference, image, await staleWordsOf(services, image), pasted);
  const { action, state, ...answer } = await askForRun(host, form);
  switch (action) {
    case 'copy':
      await host.copy(dockerRunLine(withFullPaths(answer.run, form.places)));
      return undefined;
    case 'page':
      openRunForm(services, reference, state);
      return undefined;
    case 'build': {
      const dockerfile = services.rebuilding?.dockerfileOf(image.id);
      if (dockerfile === undefined) return carryOut(services, form, { ...answer, action: 'run' });
      await services.rebuilding?.build(dockerfile);
      return runImageAs(services, reference, answer.run);
    }
    default:
      return carryOut(services, form, { ...answer, action });
  }
}
