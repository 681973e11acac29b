// How far a page is with reading images.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { FromReadingPage, Reading } from '../src/panels/archive-reading.ts';
import { formatBytes } from '../src/quantities.ts';
import { button } from './parts.ts';
import { styled } from './styled.ts';

export function readingNote(reading: Reading<unknown>, post: (message: FromReadingPage) => void): TemplateResult {
  const again = () => post({ type: 'read' });
  switch (reading.state) {
    case 'reading': {
      const { bytes, total } = reading;
      // The archive is a little larger than what the engine says of the image, or smaller where layers are packed.
      const share = total > 0 ? Math.min(1, bytes / total) : 0;
      return html`<section class="why busy" role="status"><header>
          <h2>${l10n.t('Reading the files of the image')}</h2>
          ${button({ icon: 'stop', label: l10n.t('Stop'), press: () => post({ type: 'stop' }) })}
        </header>
        <div class="bar"><div ${styled({ width: `${100 * share}%` })}></div></div>
        <p class="quiet-text">${l10n.t('{0} of about {1}. Nothing is written to the disk.', formatBytes(bytes), formatBytes(total))}</p>
      </section>`;
    }
    case 'failed':
      return html`<section class="why bad" role="status"><header>
        <h2>${l10n.t('The files could not be read')}</h2>
        ${button({ icon: 'refresh', label: l10n.t('Try Again'), press: again })}</header><p>${reading.words}</p></section>`;
    case 'stopped':
      return html`<div class="toolbar">${button({ icon: 'files', label: l10n.t('Read the Files'), press: again })}</div>`;
    case 'read':
      return html`<div role="status"></div>`;
  }
}
