// Unpacking zstd: what the program itself has packed, in pieces of any size, and what is broken.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { unpackZstd, zstdSentences } from '../../../src/container-files/zstd.ts';
import { zstdOf } from '../../support/zstd.ts';

const text = Array.from({ length: 3000 }, (_, index) => `line ${(index * 7919) % 1000}`).join('\n');

/** The text, by `zstd -19 --check` (1.5). */
const packed = Buffer.from(
  [
    'KLUv/QRoxSsAqohIDxKwpZADjuCSgNqUuSnTK4ILAALwAO4A7gCBl5ZWPMwVvBBqsuBU7Mq9x0x4VJzIIG/Na0KYsGRjyNSWb8IhxNWRCgm9',
    '3J0cSYiYyp6ck+jYl1kQI+grKXqD/w7DIjQzRdbw3COBoVDYxU7IShz+Th3kMcWGFukcn3FoUPoCLy0tPcyDQ7QFR1zxHjMRruhETsIgb2vz',
    'V5iwZGPI1JZv4iHE1ZGShN49RyFi5Akn0Qlbl80YJBH0riYvmvrvMCxCM1NkDc89EhiSws4Kqzr80yAxxSZoiayj4yPjhjp4acZLS2sP8+AQ',
    'bcERV7zHTHhUnMogb81rQpgIS7KNDBmpa/H3iRGEAcBAgEDuOQoRI084iY59mQVFBF3rSIqkwe/r4cMiNDNF1vDcI4GhK+yssJLDPw0SU2xo',
    'kc7xibFCF5QW+EpdWp8Hh2gLjrjiPWbCo+IkBnlrXhPChCUbQyZqWfZNhBCv6pGS3j1HIWLkCSfRsS+zIEXQV1LUBv8dhkVoYhZlsoZH7o44',
    'MKSdFVZz+KdBYooNLdI5PuPQoNQFXlpaD/PgEG3BEVe8x0x4VJzGIG/Na0KYsGRjyNSWb6IhxNWRktC75yhEjDzhJDr2ZRa0CPpKitzgv8Ow',
    'CM1MkTU890hgSGFnhRUd/mmQmGJDi3SOzzg0KHkBG1qkc3zGoUFJC7y0tPowDw7RFpwQqzLvMSPhjVqcKG/Na0KYsGRjyNSWRShMHalK6N1z',
    'FCImZE3GSXTE7sWzoNBXUrQG/x2GRWhmiqzhuUcCQ1XYWWHl8E+DxBQbWqRzfMahQWkLvLS0/DAPDtEWHHHFe8yER8WJQd6a14QwYcnGkKkt',
    '38RCiKsjZQm9e45CxMgTTqJjX2ZBEfSVFLHBf4dhEZqZImt47pHAkBV2VliFw6/pgjAmik1pi7xzfMahQYkLvLS0/jAPDtEWHHHFe8yER8Up',
    'GORqZ/KSCWEatuQbQ6a2fBMMIa6O1CX0AYK4OlKT0LvnKESMPOEkOvZlFtQI+kqKGvx3GBahmSmyhuceCQxNYWeFlR3+aZCYYkOLdI7PODQo',
    'LfDS0uLDPDhEW3DEFe8xEx4VJzPIW/OaECYs2RgyteWbEOLqSFFC756jEDHyhJPo2JdZkCPoKymKBl/vhgyTCE1nUy5reO6RwBAVdlZY3eGf',
    'BokpNrRI5/iMQ4NSLPCSrqQlD/MGO+TagiOueI+Z8Kg4nUHemteEMGHJxpCpLd9EhBCXupGUSOjr+vwoRIw84SQ69mUW9Aj6SorU4L/DsAjN',
    'TJE1PHFrZIEhhb2shZX/aZCYIoPoqCIQmH0OUtWDFJY5EkhQ6tv///83cEWvmKkswSo1pmIhStFoQlLSfZ2IIM0kvsYP3SFTKNzsEEIBa4t0',
    'oylADia7R/gpdY6tLlk8Cn+kAnR+ueTt1Gy3hIzoUEui0XHk38T4d+HDPzsj4o+E0pCpqyhCmOxzMKEnKCz8x5iTeDJhkK1drBOaREmy6Yvr',
    'PfBvn9s47L5mZQIO0axlMBfDKkA3lJYspyhmTE3yRSo6FoLQ9xBjIid4o4hAG7mByAbvacfjP+5cUy7AILCQ3snTTE1UdXLjCibkkRUW6c2e',
    'p1fT5VE7c0PGC0Fhk0KfUcMAdzA6oTcgTG0KzyeDSuolEzkhBkXgfgR7sp9Tq2zt2wQcoFihbA7HZEDmLWuJHbQopg9wohawEiUsdyhGCkbo',
    'BQzAEMlD2WLP5+3qfOq9hhfpAbIgmmMe/CIQXHXJ4inoSx2g8svk44V6y0Zl5guFrgJEYkzXDikfNhNMuycwdy6AqV+4P7T88e+insMYXcJo',
    'YOuRnupZvE/SPpVNCILFBhne4jrB6x7wfAGGZ3YBwq07s+E+',
  ].join(''),
  'base64',
);

async function unpacked(bytes: Buffer, size = bytes.length): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return Buffer.concat(await unpackZstd(Readable.from(pieces)).toArray());
}

describe('zstd', () => {
  it('is unpacked, in whatever pieces it comes, and frame after frame', async () => {
    for (const size of [1, 7, 1000, 65_536]) assert.equal((await unpacked(packed, size)).toString(), text);
    const frames = Buffer.concat([packed, zstdOf(Buffer.from(text)), packed]);
    assert.equal((await unpacked(frames)).toString(), text.repeat(3));
  });

  it('is refused where it is broken or ends too early', async () => {
    const junk = Buffer.from('\x28\xb5\x2f\xfdjunk', 'latin1');
    for (const bytes of [packed.subarray(0, 500), packed.subarray(0, 5), junk]) {
      await assert.rejects(unpacked(bytes), {
        kind: 'invalid',
        message: zstdSentences.corrupt(),
      });
    }
  });

  it('passes on what its source fails with', async () => {
    const failing = new Readable({ read: () => void failing.destroy(new Error('the disk is gone')) });
    await assert.rejects(unpackZstd(failing).toArray(), /the disk is gone/);
  });

  it('fills no memory, however much something hostile becomes', async () => {
    // Blocks of 128 kB from four bytes each, a gigabyte in all (RFC 8878, 3.1.1.2: RLE_Block).
    const header = Buffer.alloc(4);
    header.writeUInt32LE(((128 * 1024) << 3) | (1 << 1));
    const block = Buffer.concat([header.subarray(0, 3), Buffer.from('x')]);
    const begin = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x70]);
    const bomb = Buffer.concat([begin, ...Array.from({ length: 8000 }, () => block)]);
    const before = process.memoryUsage().arrayBuffers;
    let taken = 0;
    for await (const chunk of unpackZstd(Readable.from([bomb]))) {
      taken += chunk.length;
      if (taken > 1_000_000) break;
    }
    assert.ok(process.memoryUsage().arrayBuffers - before < 400_000_000);
  });
});
