import assert from 'node:assert/strict';
import type { DiskUsage } from '../../../src/engine/disk-usage.ts';
import { diskPage, partsOf } from '../../../src/panels/disk-page.ts';
import { bar, plainText, withoutSecret } from '../../../src/panels/page.ts';

const nasty = '<img src=x onerror=alert(1)> | `$(id)` [x](command:y) **b**\n# head 🚢';

/** As a markdown renderer reads it: backslashes before punctuation go. */
const read = (markdown: string) => markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
/** What is left of the markup when all that is escaped is gone. */
const markup = (markdown: string) => markdown.replaceAll(/\\[!-/:-@[-`{-~]/g, '');

describe('pages', () => {
  it('show whatever strangers write as it is written, on one line', () => {
    assert.equal(read(plainText(nasty)), nasty.replace('\n', ' ↵ '));
    assert.doesNotMatch(markup(plainText(nasty)), /[<>|`[\]()*#\n]/);
    assert.equal(plainText('a\x1b[31m\0'), 'a�\\[31m�');
  });

  it('hide what a name says is a secret', () => {
    assert.deepEqual(['DB_PASSWORD=x', 'API_KEY=', 'GITHUB_TOKEN=a=b', 'PATH=/bin', 'NAME'].map(withoutSecret), [
      'DB_PASSWORD=(hidden)',
      'API_KEY=',
      'GITHUB_TOKEN=(hidden)',
      'PATH=/bin',
      'NAME',
    ]);
  });

  it('draw shares', () => {
    assert.deepEqual(
      [0, 0.5, 1, 7, -1].map((share) => bar(share, 4)),
      ['░░░░', '██░░', '████', '████', '░░░░'],
    );
  });

  it('tell what takes space and what would come back', () => {
    const usage: DiskUsage = {
      layers: 500_000_000,
      images: [
        { id: 'sha256:used', size: 300_000_000, sharedSize: 100_000_000, containers: 1 },
        { id: 'sha256:unused', size: 250_000_000, sharedSize: 100_000_000, containers: 0 },
        { id: 'sha256:untold', size: 150_000_000, sharedSize: -1, containers: 0 },
      ],
      containers: [
        { id: 'one', size: 10_000_000, running: true },
        { id: 'two', size: 20_000_000, running: false },
      ],
      volumes: [
        { name: nasty, size: 400_000_000, references: 0 },
        { name: 'untold', size: -1, references: 0 },
      ],
      buildCache: 70_000_000,
      buildCacheReclaimable: 60_000_000,
    };
    assert.deepEqual(
      partsOf(usage).map(({ bytes, reclaimable }) => [bytes / 1e6, reclaimable / 1e6]),
      [
        [500, 150],
        [30, 20],
        [400, 400],
        [70, 60],
      ],
    );
    const page = diskPage(usage, { images: new Map([['sha256:used', 'app:1']]), containers: new Map() });
    const text = read(page);
    assert.match(text, /\*\*1 GB\*\* in total, of which at least \*\*630 MB\*\* can be freed\./);
    assert.match(text, /\| Images \| 3 \| 500 MB \| `██████████░{10}` 50 % \| 150 MB \(30 %\) \|/);
    assert.match(text, /\| app:1 \| image \| 300 MB \| 200 MB \|/);
    assert.match(text, /\| untold \| unused image \| 150 MB \| {1,2}\|/);
    assert.doesNotMatch(markup(page), /<img/);
    const empty = { layers: 0, images: [], containers: [], volumes: [], buildCache: 0, buildCacheReclaimable: 0 };
    assert.match(diskPage(empty, { images: new Map(), containers: new Map() }), /\*\*0 B\*\* in total/);
  });
});
