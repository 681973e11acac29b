import assert from 'node:assert/strict';
import { withJsonMember, withoutJsonMember } from '../../../src/registry/json-member.ts';

const written = `{
    "HttpHeaders": { "a": [1,2,  3] },
    "auths": {
        "ghcr.io": {
            "auth": "b2xkOm9sZA=="
        }
    },
    "big": 12345678901234567890, "one": "}{\\"][",
    "9": "a key that objects would put first"
}
`;

describe('one member of a JSON text', () => {
  it('is added, changed and removed while every other byte stays', () => {
    const path = ['auths', 'localhost:5000'];
    const added = withJsonMember(written, path, { auth: 'eDp5' });
    const block = ',\n        "localhost:5000": {\n            "auth": "eDp5"\n        }';
    assert.equal(
      added,
      written.replace('"b2xkOm9sZA=="\n        }', (text) => text + block),
    );
    assert.deepEqual(JSON.parse(added).auths['localhost:5000'], { auth: 'eDp5' });
    assert.equal(withoutJsonMember(added, path), written);
    const changed = withJsonMember(written, ['auths', 'ghcr.io'], {});
    assert.equal(changed, written.replace(/\{\s+"auth": "b2xkOm9sZA=="\s+\}/, '{}'));
  });

  it('makes the objects on the way', () => {
    assert.equal(withJsonMember('{}\n', ['auths', 'a'], {}), '{\n\t"auths": {\n\t\t"a": {}\n\t}\n}\n');
    assert.equal(withJsonMember('{"x":1}', ['auths', 'a'], { b: 2 }), '{"x":1,"auths":{"a":{"b":2}}}');
    assert.equal(withJsonMember('{"auths":{}}', ['auths', 'a'], {}), '{"auths":{"a":{}}}');
    assert.equal(withJsonMember('{"auths":null}', ['auths', 'a'], {}), '{"auths":{"a":{}}}');
    const empty = '{\n  "auths": {},\n  "z": 1\n}';
    assert.equal(withJsonMember(empty, ['auths', 'a'], {}), '{\n  "auths": {\n    "a": {}\n  },\n  "z": 1\n}');
  });

  it('leaves a text that has no such member', () => {
    for (const text of ['{}', '{"auths":null}', '{"auths":{"b":{}}}', written]) {
      assert.equal(withoutJsonMember(text, ['auths', 'a']), text);
    }
  });

  it('removes the first, a middle, the last and the only one', () => {
    const text = '{"a":1, "b":[{}], "c":{"d":""}}';
    assert.equal(withoutJsonMember(text, ['a']), '{"b":[{}], "c":{"d":""}}');
    assert.equal(withoutJsonMember(text, ['b']), '{"a":1, "c":{"d":""}}');
    assert.equal(withoutJsonMember(text, ['c']), '{"a":1, "b":[{}]}');
    assert.equal(withoutJsonMember(text, ['c', 'd']), '{"a":1, "b":[{}], "c":{}}');
  });

  it('takes hostile keys and values as they are', () => {
    const key = '"quote" \\ back\nline 😀 \u202e $HOME `id` {[';
    const text = withJsonMember(written, ['auths', key], { value: key });
    assert.deepEqual(JSON.parse(text).auths[key], { value: key });
    assert.equal(withoutJsonMember(text, ['auths', key]), written);
  });
});
