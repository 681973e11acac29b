// A certificate and a key in PEM, for tests that only read them: nobody trusts the one, and the other is of no use.
import { generateKeyPairSync } from 'node:crypto';

export const certificatePem = `-----BEGIN CERTIFICATE-----
MIIBijCCAS+gAwIBAgIUXexChVCFbFq/nKCfqqxyUsPficUwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOTG9uZ3Nob3JlIHRlc3QwIBcNMjYxMTI4MTgyMjA5WhgPMjEy
NjExMDQxODIyMDlaMBkxFzAVBgNVBAMMDkxvbmdzaG9yZSB0ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEVkizLZIrwerwNRWBJlTOnq3YL0vN74Xax/95jWIK
9Hq3sB63mvtCn88ZszKfkT8XhmqIEd4m64rQSdmyb1J8VaNTMFEwHQYDVR0OBBYE
FKhEFKUaPzX3fI2X2I+N8bkqxj6TMB8GA1UdIwQYMBaAFKhEFKUaPzX3fI2X2I+N
8bkqxj6TMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALQTMmjJ
OxOd+x7Ap8tP+3TOATQn6ECoNmls77eMY0wzAiEAmk86ijmYUSdXWWfZPd7HWIkx
3LgDP/sRyoeeE5ddv+A=
-----END CERTIFICATE-----
`;

export function keyPem(passphrase?: string): string {
  const encoding = { type: 'pkcs8', format: 'pem' } as const;
  return generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: passphrase === undefined ? encoding : { ...encoding, cipher: 'aes-256-cbc', passphrase },
  }).privateKey;
}
