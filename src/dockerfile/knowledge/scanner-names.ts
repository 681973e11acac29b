// What Trivy, Checkov and KICS call the problems that our rules find, too. Their comments silence these rules.
// Sources: the metadata of Trivy's checks, of Checkov's and of KICS' queries for Dockerfiles.

export const scanners = ['trivy', 'checkov', 'kics'] as const;
export type Scanner = (typeof scanners)[number];

/** By the rule's id. Trivy's number stands for DS002, DS-0002 and AVD-DS-0002. */
const namesByRule: Readonly<Record<string, Partial<Readonly<Record<Scanner, string>>>>> = {
  'absolute-workdir': {
    trivy: '9 user-absolute-workdir',
    checkov: 'CKV_DOCKER_10',
    kics: '6b376af8-cfe8-49ab-a08d-f32de23661a4',
  },
  'apk-no-cache': { trivy: '25 purge-apk-package-cache', kics: 'ae9c56a6-3ed1-4ac0-9b54-31267f51151d' },
  'apt-get-assume-yes': { trivy: '21 use-apt-auto-confirm', kics: '77783205-c4ca-4f80-bb80-c777f267c547' },
  'apt-get-no-recommends': { trivy: '29 use-apt-no-install-recommends', kics: '7384dfb2-fcd1-4fbf-91cd-6c44c318c33c' },
  'apt-get-not-apt': { checkov: 'CKV_DOCKER_9', kics: 'b84a0b47-2e99-4c9f-8933-98bcabe2b94d' },
  'apt-update-with-install': {
    trivy: '17 no-orphan-package-update',
    checkov: 'CKV_DOCKER_5',
    kics: '9bae49be-0aa3-4de5-bab2-4c3a069e40cd',
  },
  'clean-dnf-cache': {
    trivy: '19 purge-dnf-package-cache 27 purge-microdnf-package-cache',
    kics: '295acb63-9246-4b21-b441-7c1f1fb62dc0',
  },
  'clean-yum-cache': { trivy: '15 purge-yum-package-cache', kics: '00481784-25aa-4a55-8633-3136dfcf4f37' },
  'clean-zypper-cache': { trivy: '20 purge-zipper-cache', kics: '38300d1a-feb2-4a48-936a-d1ef1cd24313' },
  'copy-from-known-stage': { kics: '68a51e22-ae5a-4d48-8e87-b01a323605c9' },
  'copy-not-add': {
    trivy: '5 use-copy-over-add',
    checkov: 'CKV_DOCKER_4',
    kics: '9513a694-aa0d-41d8-be61-3271e056f36b',
  },
  'curl-or-wget': { trivy: '14 standardise-remote-get', kics: 'fc775e75-fcfb-4c98-b2f2-910c5858b359' },
  'declare-healthcheck': {
    trivy: '26 no-healthcheck',
    checkov: 'CKV_DOCKER_2',
    kics: 'b03a748a-542d-44f4-bb86-9199ab4fd2d5',
  },
  'declare-user': {
    trivy: '2 least-privilege-user',
    checkov: 'CKV_DOCKER_3',
    kics: 'fd54f200-402c-4333-a5a4-36ef6709af2f',
  },
  'dnf-assume-yes': { kics: '7ebd323c-31b7-4e5b-b26f-de5e9e477af8' },
  'exec-form-cmd': { kics: 'b86987e1-6397-4619-81d5-8807f2387c79' },
  'keep-certificate-checks': {
    checkov:
      'CKV2_DOCKER_2 CKV2_DOCKER_3 CKV2_DOCKER_4 CKV2_DOCKER_5 CKV2_DOCKER_6 CKV2_DOCKER_12 CKV2_DOCKER_13 CKV2_DOCKER_14 CKV2_DOCKER_15 CKV2_DOCKER_16',
  },
  'keep-signature-checks': {
    checkov: 'CKV2_DOCKER_7 CKV2_DOCKER_8 CKV2_DOCKER_9 CKV2_DOCKER_10 CKV2_DOCKER_11',
  },
  'no-constant-platform': { kics: 'b16e8501-ef3c-44e1-a543-a093238099c9' },
  'no-copy-from-own-stage': { trivy: '6 no-self-referencing-copy-from', kics: 'cdddb86f-95f6-4fc4-b5a1-483d9afceb2b' },
  'no-maintainer': {
    trivy: '22 no-maintainer',
    checkov: 'CKV_DOCKER_6',
    kics: '99614418-f82b-4852-a9ae-5051402b741c',
  },
  'no-root-user': {
    trivy: '2 least-privilege-user',
    checkov: 'CKV_DOCKER_8',
    kics: '67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae',
  },
  'no-secret-file-copy': { trivy: '31 do-not-pass-secrets' },
  'no-secret-in-command': { trivy: '31 do-not-pass-secrets', kics: 'c3e1b6ae-d92c-44b3-8ed5-1f5442bab6a4' },
  'no-secret-like-name': { trivy: '31 do-not-pass-secrets', kics: 'c3e1b6ae-d92c-44b3-8ed5-1f5442bab6a4' },
  'no-ssh-port': {
    trivy: '4 no-ssh-port',
    checkov: 'CKV_DOCKER_1',
    kics: '5907595b-5b6d-4142-b173-dbb0e73fbff8',
  },
  'no-secret-value': { trivy: '31 do-not-pass-secrets', kics: 'c3e1b6ae-d92c-44b3-8ed5-1f5442bab6a4' },
  'no-secret-variable': { trivy: '31 do-not-pass-secrets', kics: 'c3e1b6ae-d92c-44b3-8ed5-1f5442bab6a4' },
  'no-sudo': { trivy: '10 no-sudo-run', checkov: 'CKV2_DOCKER_1', kics: '8ada6e80-0ade-439e-b176-0b28f6bce35a' },
  'no-useless-commands': { kics: '9b6b0f38-92a2-41f9-b881-3a1083d99f1b' },
  'one-cmd': { trivy: '16 only-one-cmd', kics: '41c195f4-fc31-4a5c-8a1b-90605538d49f' },
  'one-entrypoint': { trivy: '7 only-one-entrypoint', kics: '6938958b-3f1a-451c-909b-baeee14bdc97' },
  'one-healthcheck': { trivy: '23 only-one-healthcheck' },
  'pin-apk-packages': { kics: 'd3499f6d-1651-41bb-a9a7-de925fea487b' },
  'pin-apt-packages': { kics: '965a08d7-ef86-4f14-8792-4a3b2098937e' },
  'pin-base-image': {
    trivy: '1 use-specific-tags',
    checkov: 'CKV_DOCKER_7',
    kics: '9efb0b2d-89c9-41a3-91ca-dcc0aec911fd f45ea400-6bbe-4501-9fc7-1c3d75c32067',
  },
  'pin-dnf-packages': { kics: '93d88cf7-f078-46a8-8ddc-178e03aeacf1' },
  'pin-gems': { kics: '22cd11f7-9c6c-4f6e-84c0-02058120b341' },
  'pin-npm-packages': { kics: 'e36d8880-3f78-4546-b9a1-12f0745ca0d5' },
  'pin-pip-packages': { kics: '02d9c71f-3ee8-4986-9c27-1a20d0d19bfc' },
  'pin-yum-packages': { kics: '6452c424-1d92-4deb-bb18-a03e95d579c4' },
  'pin-zypper-packages': { kics: '562952e4-0348-4dea-9826-44f3a2c6117b' },
  'pip-no-cache-dir': { kics: 'f2f903fb-b977-461e-98d7-b3e2185c6118' },
  'pipefail-with-pipes': { kics: 'efbf148a-67e9-42d2-ac47-02fa1c0d0b22' },
  'remove-apt-lists': { kics: 'df746b39-6564-4fed-bf85-e9c44382303c' },
  'shell-not-symlink': { kics: '8a301064-c291-4b20-adcb-403fe7fd95fd' },
  'slash-after-copy-folder': { trivy: '11 use-slash-for-copy-args', kics: '6db6e0c2-32a3-4a2e-93b5-72c35f4119db' },
  'unique-stage-name': {
    trivy: '12 no-duplicate-alias',
    checkov: 'CKV_DOCKER_11',
    kics: 'f2daed12-c802-49cd-afed-fe41d0b82fed',
  },
  'valid-port': { trivy: '8 port-out-of-range', kics: '71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e' },
  'workdir-always-absolute': { trivy: '9 user-absolute-workdir', checkov: 'CKV_DOCKER_10' },
  'workdir-not-cd': { trivy: '13 use-workdir-over-cd', kics: 'f4a6bcd3-e231-4acf-993c-aa027be50d2e' },
  'yum-assume-yes': { kics: '6e19193a-8753-436d-8a09-76dcff91bb03' },
  'zypper-assume-yes': { kics: '45e1fca5-f90e-465d-825f-c2cb63fa3944' },
};

/** The rules that the table knows. */
export const rulesOfScanners: readonly string[] = Object.keys(namesByRule);

/** Whether a rule finds what the scanner calls so (in lower case); by `all`, whether the scanner finds it at all. */
export function isScannersName(scanner: Scanner, name: string, rule: string): boolean {
  const names = Object.hasOwn(namesByRule, rule) ? namesByRule[rule]?.[scanner] : undefined;
  if (names === undefined) return false;
  return (
    name === 'all' ||
    names
      .toLowerCase()
      .split(' ')
      .includes(scanner === 'trivy' ? trivyKey(name) : name)
  );
}

/** The forms of names that the scanners have, be it for a check that none of our rules makes. */
const forms: Readonly<Record<Scanner, RegExp>> = {
  trivy: /^(?:avd-)?[a-z]+-?\d+$|^[a-z]+(?:-[a-z\d]+)+$/,
  // One's own checks may be called anything.
  checkov: /^(?!ckv)|^ckv\d*(?:_[a-z\d]+)*_\d+$/,
  kics: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
};

export function hasScannersForm(scanner: Scanner, name: string): boolean {
  return forms[scanner].test(name);
}

/** `2` for ds002, ds-0002 and avd-ds-0002. */
function trivyKey(name: string): string {
  const number = /^(?:avd-)?ds-?0*(\d+)$/.exec(name)?.[1];
  return number ?? name.replace(/^docker-/, '');
}
