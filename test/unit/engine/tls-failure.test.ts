// VS Code's own Node has BoringSSL in OpenSSL's place: its reasons, as that Node hands them on. Numbers and names are those of
// google/boringssl, crypto/err/ssl.errordata; what OpenSSL says is seen with real servers in test/engine/tls-faults.test.ts.
import assert from 'node:assert/strict';
import { connectionError } from '../../../src/engine/dockerode/connection-errors.ts';
import { tlsSentences } from '../../../src/engine/dockerode/tls-failure.ts';

const samples: [number: number, reason: string, file: string, sentence: keyof typeof tlsSentences][] = [
  [247, 'WRONG_VERSION_NUMBER', 'tls_record.cc', 'notTls'],
  [156, 'HTTP_REQUEST', 's3_both.cc', 'notTls'],
  [155, 'HTTPS_PROXY_REQUEST', 's3_both.cc', 'notTls'],
  [146, 'ENCRYPTED_LENGTH_TOO_LONG', 'tls_record.cc', 'notTls'],
  [136, 'DATA_LENGTH_TOO_LONG', 'tls_record.cc', 'notTls'],
  [225, 'UNEXPECTED_RECORD', 's3_pkt.cc', 'notTls'],
  [223, 'UNEXPECTED_MESSAGE', 'ssl_lib.cc', 'notTls'],
  [240, 'UNSUPPORTED_PROTOCOL', 'handshake_client.cc', 'unsafeVersion'],
  [1070, 'TLSV1_ALERT_PROTOCOL_VERSION', 'tls_record.cc', 'unsafeVersion'],
  [1040, 'SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls_record.cc', 'noCommonCipher'],
  [154, 'HANDSHAKE_FAILURE_ON_CLIENT_HELLO', 'handshake.cc', 'noCommonCipher'],
  [1071, 'TLSV1_ALERT_INSUFFICIENT_SECURITY', 'tls_record.cc', 'noCommonCipher'],
  [266, 'NO_SHARED_GROUP', 'extensions.cc', 'noCommonCipher'],
  [253, 'NO_COMMON_SIGNATURE_ALGORITHMS', 'extensions.cc', 'noCommonCipher'],
  [242, 'WRONG_CIPHER_RETURNED', 'handshake_client.cc', 'noCommonCipher'],
  [1116, 'TLSV1_ALERT_CERTIFICATE_REQUIRED', 'tls_record.cc', 'clientCertificateMissing'],
  [1042, 'SSLV3_ALERT_BAD_CERTIFICATE', 'tls_record.cc', 'clientCertificateMissing'],
  [1048, 'TLSV1_ALERT_UNKNOWN_CA', 'tls_record.cc', 'clientCertificateMissing'],
  [1045, 'SSLV3_ALERT_CERTIFICATE_EXPIRED', 'tls_record.cc', 'clientCertificateExpired'],
  [1044, 'SSLV3_ALERT_CERTIFICATE_REVOKED', 'tls_record.cc', 'clientCertificateRevoked'],
  [302, 'KEY_USAGE_BIT_INCORRECT', 'ssl_cert.cc', 'notForSigning'],
  [272, 'CANNOT_PARSE_LEAF_CERT', 'ssl_cert.cc', 'unreadable'],
  [228, 'UNKNOWN_CERTIFICATE_TYPE', 'handshake_client.cc', 'unreadable'],
];

describe('a reason of BoringSSL', () => {
  for (const [number, reason, file, sentence] of samples) {
    it(`${reason} is told in words, as of a connection and as of its code`, () => {
      const place = `../../third_party/boringssl/src/ssl/${file}:151`;
      const text = `1:error:1${number.toString(16).padStart(7, '0')}:SSL routines:OPENSSL_internal:${reason}:${place}:\n`;
      const codes = ['EPROTO', `ERR_SSL_${reason}`];
      for (const code of codes) {
        const error = connectionError(Object.assign(new Error(`write EPROTO ${text}`), { code }), 'build.test', false);
        assert.equal((error as { kind?: string }).kind, 'unreachable');
        assert.equal(error.message, tlsSentences[sentence]('build.test', code));
        assert.doesNotMatch(error.message, /boringssl|EPROTO/i);
      }
    });
  }

  it('tells of keys that are too short and do not belong together', () => {
    const told = (code: string) => connectionError(Object.assign(new Error(''), { code }), 'build.test', true).message;
    assert.equal(told('ERR_OSSL_RSA_KEY_SIZE_TOO_SMALL'), tlsSentences.weak('build.test'));
    assert.equal(told('ERR_OSSL_X509_KEY_VALUES_MISMATCH'), tlsSentences.keyOfOther());
  });
});
